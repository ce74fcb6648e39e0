import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { titleOf } from '../row-title.ts';
import { arrivalText, gapPlaces } from './gap-list.tsx';

const SHOWN = 10;

/** The first gaps by name, and how many more there are. @param onRead the names are there */
export function SheetGaps({ answer, onRead }: { answer: CoverageAnswer; onRead: () => void }) {
  const { t } = useTranslation();
  const places = useMemo(() => gapPlaces(answer), [answer]);
  const [names, setNames] = useState<readonly string[] | null>(null);
  useEffect(() => {
    const fids = places.slice(0, SHOWN).map((place) => answer.premises.fid[place]!);
    void Promise.all(fids.map((fid) => host().records.byFid({ table: 'premises', fid }))).then((rows) => {
      setNames(rows.map((row, index) => (row === null ? t('response.gap.unnamed', { fid: fids[index] }) : titleOf(t, 'premises', row))));
      onRead();
    });
  }, [answer, places, t, onRead]);
  if (places.length === 0) return <p>{t('response.sheet.gapNone')}</p>;
  return (
    <>
      <ol>
        {(names ?? []).map((name, index) => (
          <li key={places[index]}>
            <span>{name}</span>
            <span className="muted">{arrivalText(t, answer, places[index]!)}</span>
          </li>
        ))}
      </ol>
      {places.length > SHOWN ? <p className="muted">{t('response.sheet.gapMore', { n: formatCount(places.length - SHOWN) })}</p> : null}
    </>
  );
}
