import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StoredRow } from '../../shared/ipc/index.ts';
import { severitySymbols } from '../../shared/look/symbols.ts';
import { type Hazard, settledHazardStates } from '../../shared/model/index.ts';
import { TextMark } from '../components/text-mark.tsx';
import { formatDate } from '../format.ts';
import { select } from '../state/selection.ts';
import { FieldsPart, pointOf, SourcePart } from './card-parts.tsx';
import { NearestHere } from './nearest-here.tsx';
import { useRow } from './use-related.ts';
import { ZoomHere } from './zoom-here.tsx';

/** One hazard, one record: what, where, how grave, and every date of its way to being settled. */
export function HazardCard({ row }: { row: StoredRow }) {
  const { t } = useTranslation();
  const hazard = row as unknown as Hazard;
  const premises = useRow('premises', hazard.premisesId);
  const open = !settledHazardStates.includes(hazard.state ?? 'found');
  const overdue = open && hazard.deadlineOn !== null && hazard.deadlineOn < formatDate(new Date().toISOString());
  const yes = (value: boolean) => (value ? t('app.yes') : null);
  const dates = [
    ['foundOn', hazard.foundOn],
    ['assignedOn', hazard.assignedOn],
    ['deadlineOn', hazard.deadlineOn],
    ['rectifiedOn', hazard.rectifiedOn],
    ['acceptedOn', hazard.acceptedOn],
    ['closedOnHazard', hazard.closedOn],
    ['followupDueOn', hazard.followupDueOn],
  ] as const;
  return (
    <>
      <div className="panel-scroll card-body">
        <div className="card-tags">
          {hazard.severity ? <TextMark {...severitySymbols[hazard.severity]} text={t(`codes.severity.${hazard.severity}`)} /> : null}
          {hazard.state ? <span className={open ? '' : 'muted'}>{t(`codes.hazardState.${hazard.state}`)}</span> : null}
          {overdue ? <span className="danger-text">{t('panels.card.overdue')}</span> : null}
        </div>
        <FieldsPart
          title={t('panels.card.basics')}
          items={[
            { label: t('panels.field.kind'), value: hazard.kind ? t(`codes.hazardKind.${hazard.kind}`) : null },
            { label: t('panels.field.description'), value: hazard.description },
            { label: t('panels.field.spot'), value: hazard.spot },
            { label: t('panels.field.number'), value: hazard.number },
            { label: t('panels.field.prominent'), value: yes(hazard.prominent) },
            { label: t('panels.field.major'), value: yes(hazard.major) },
            { label: t('panels.field.concealed'), value: yes(hazard.concealed) },
            { label: t('panels.field.responsiblePerson'), value: hazard.responsiblePerson },
            { label: t('panels.field.measures'), value: hazard.measures },
          ]}
        />
        <FieldsPart
          title={t('panels.card.dates')}
          items={dates.map(([field, value]) => ({
            label: t(`panels.field.${field}`),
            value: value === null ? null : <span className="number">{value}</span>,
          }))}
        />
        {premises ? (
          <FieldsPart
            title={t('panels.field.premises')}
            items={[
              { label: t('panels.field.name'), value: premises.name as string },
              { label: t('panels.field.address'), value: premises.address as string | null },
            ]}
          />
        ) : null}
        <SourcePart row={row} />
      </div>
      <div className="card-actions">
        {premises ? (
          <Button
            size="small"
            onClick={() => select({ table: 'premises', fid: premises.fid, id: premises.id, position: pointOf(premises) })}
          >
            {t('panels.card.openPremises')}
          </Button>
        ) : null}
        <NearestHere />
        <ZoomHere row={pointOf(row) || !premises ? row : premises} labelled />
      </div>
    </>
  );
}
