import { useTranslation } from 'react-i18next';
import type { StoredRow } from '../../shared/ipc/index.ts';
import type { AdminArea, Facility, Station, Zone } from '../../shared/model/index.ts';
import type { FieldItem } from '../components/field-list.tsx';
import { formatCount } from '../format.ts';
import { FieldsPart, SourcePart } from './card-parts.tsx';
import { FacilityMark, StationMark } from './legend-rows.tsx';
import { ZoomHere } from './zoom-here.tsx';

/** A card of fields with its source and the way to it. */
function PlainCard({ row, mark, items }: { row: StoredRow; mark?: React.ReactNode; items: FieldItem[] }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="panel-scroll card-body">
        {mark ? <div className="card-tags">{mark}</div> : null}
        <FieldsPart title={t('panels.card.basics')} items={items} />
        <SourcePart row={row} />
      </div>
      <div className="card-actions">
        <ZoomHere row={row} labelled />
      </div>
    </>
  );
}

export function StationCard({ row }: { row: StoredRow }) {
  const { t } = useTranslation();
  const station = row as unknown as Station;
  const equipment = station.equipment.map(({ name, quantity }) => t('panels.field.equipmentItem', { name, quantity }));
  return (
    <PlainCard
      row={row}
      mark={station.type ? <StationMark type={station.type} text={t(`codes.stationType.${station.type}`)} /> : null}
      items={[
        { label: t('panels.field.stationClass'), value: station.stationClass ? t(`codes.stationClass.${station.stationClass}`) : null },
        { label: t('panels.field.address'), value: station.address },
        { label: t('panels.field.phone'), value: station.phone },
        {
          label: t('panels.field.staff'),
          value: station.staff === null ? null : t('panels.field.people', { n: formatCount(station.staff) }),
        },
        { label: t('panels.field.hours'), value: station.hours },
        {
          label: t('panels.field.equipment'),
          value:
            equipment.length === 0 ? null : (
              <ul>
                {equipment.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            ),
        },
        { label: t('panels.field.openedOn'), value: station.openedOn },
        { label: t('panels.field.closedOn'), value: station.closedOn },
        { label: t('panels.field.note'), value: station.note },
      ]}
    />
  );
}

export function FacilityCard({ row }: { row: StoredRow }) {
  const { t } = useTranslation();
  const facility = row as unknown as Facility;
  return (
    <PlainCard
      row={row}
      mark={facility.type ? <FacilityMark type={facility.type} text={t(`codes.facilityType.${facility.type}`)} /> : null}
      items={[
        {
          label: t('panels.field.quantity'),
          value: facility.quantity === null ? null : t('panels.field.count', { n: formatCount(facility.quantity) }),
        },
        { label: t('panels.field.status'), value: facility.status },
        { label: t('panels.field.expiresOn'), value: facility.expiresOn },
      ]}
    />
  );
}

export function ZoneCard({ row }: { row: StoredRow }) {
  const { t } = useTranslation();
  const zone = row as unknown as Zone;
  return (
    <PlainCard
      row={row}
      items={[
        { label: t('panels.field.chiefName'), value: zone.chiefName },
        { label: t('panels.field.state'), value: zone.state ? t(`codes.zoneState.${zone.state}`) : null },
        { label: t('panels.field.effectiveOn'), value: zone.effectiveOn },
        { label: t('panels.field.retiredOn'), value: zone.retiredOn },
        { label: t('panels.field.note'), value: zone.note },
      ]}
    />
  );
}

export function AdminAreaCard({ row }: { row: StoredRow }) {
  const { t } = useTranslation();
  const area = row as unknown as AdminArea;
  return (
    <PlainCard
      row={row}
      items={[
        { label: t('panels.field.level'), value: area.level ? t(`codes.adminLevel.${area.level}`) : null },
        { label: t('panels.field.population'), value: area.population === null ? null : formatCount(area.population) },
      ]}
    />
  );
}
