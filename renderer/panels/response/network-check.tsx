import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CoverageAnswer, networkFaults } from '../../../shared/analyses/response/index.ts';
import { Section } from '../../components/section.tsx';
import { formatCount } from '../../format.ts';

/** What to know of the roads before believing the numbers under it. */
export function NetworkCheck({ answer: { report, premises, parameters } }: { answer: CoverageAnswer }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const farMeters = parameters.snapLimitMeters;
  const far = premises.snapMeters.reduce((count, meters) => count + (Number.isFinite(meters) ? 0 : 1), 0);
  const faults = networkFaults.map((fault) => ({ fault, edges: report[fault].length })).filter(({ edges }) => edges > 0);
  const kinds = faults.length + (far > 0 ? 1 : 0);
  return (
    <Section
      title={t('response.network.title')}
      open={open}
      onToggle={setOpen}
      aside={<span className="muted">{kinds === 0 ? t('response.network.good') : formatCount(kinds)}</span>}
    >
      <p className="hint">
        {t('response.network.summary', {
          kilometers: formatCount(report.meters / 1000),
          usable: formatCount(report.usableMeters / 1000),
        })}
      </p>
      <table className="response-table" data-testid="network-check">
        <tbody>
          {faults.map(({ fault, edges }) => (
            <tr key={fault}>
              <th scope="row">{t(`response.network.${fault}`)}</th>
              <td className="number">{t('response.network.edges', { n: formatCount(edges) })}</td>
            </tr>
          ))}
          {far > 0 ? (
            <tr>
              <th scope="row">{t('response.network.farSnaps', { meters: farMeters })}</th>
              <td className="number">{t('response.network.places', { n: formatCount(far) })}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </Section>
  );
}
