import { useTranslation } from 'react-i18next';
import type { BivariateAnswer } from '../../../shared/analyses/response/index.ts';
import { formatCount } from '../../format.ts';
import { worstWords } from './worst-words.ts';

/** The places of high risk and slow response by name, numbered as on the map. @param names of the premises with most risk of each, for as many as are listed */
export function SheetWorst({ answer, names }: { answer: BivariateAnswer; names: readonly string[] }) {
  const { t } = useTranslation();
  const rest = answer.worst.length - names.length;
  return (
    <section className="sheet-worst" data-testid="sheet-worst">
      <h2>{t('response.worst.title')}</h2>
      {names.length === 0 ? (
        <p>{t('response.bivariate.nowhere')}</p>
      ) : (
        <table className="response-table">
          <thead>
            <tr>
              <th aria-label={t('response.worst.number')} />
              <th>{t('response.worst.where')}</th>
              <th>{t('response.shares.premises')}</th>
              <th>{t('response.worst.risk')}</th>
              <th>{t('response.worst.arrival')}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((premisesName, index) => {
              const place = answer.worst[index]!;
              const { name, beside, arrival, unreached } = worstWords(t, answer, place, premisesName);
              return (
                <tr key={place.units[0]}>
                  <td>
                    <span className="worst-number">{index + 1}</span>
                  </td>
                  <th scope="row">
                    {name}
                    <span className="muted">{beside}</span>
                  </th>
                  <td className="number">{formatCount(place.premises)}</td>
                  <td className="number">{formatCount(place.risk)}</td>
                  <td className="number">
                    {arrival}
                    {unreached === '' ? null : <span className="muted">{unreached}</span>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {rest > 0 ? <p className="muted">{t('response.worst.more', { n: formatCount(rest) })}</p> : null}
    </section>
  );
}
