import type { Geometry } from 'geojson';
import { useTranslation } from 'react-i18next';
import type { StoredRow } from '../../shared/ipc/index.ts';
import { crsName } from '../components/crs-choices.ts';
import { type FieldItem, FieldList, hasValue } from '../components/field-list.tsx';
import { formatCoordinate } from '../format.ts';

/** A titled part of a card. */
export function CardPart({ title, aside, children }: { title: string; aside?: string; children: React.ReactNode }) {
  return (
    <section className="card-part">
      <h3>
        {title}
        {aside ? <small className="number">{aside}</small> : null}
      </h3>
      {children}
    </section>
  );
}

/** A part of labels and values; nothing at all when none has a value. */
export function FieldsPart({ title, items }: { title: string; items: readonly FieldItem[] }) {
  if (!items.some(hasValue)) return null;
  return (
    <CardPart title={title}>
      <FieldList items={items} />
    </CardPart>
  );
}

/** Where the record came from and its coordinates, converted and original. */
export function SourcePart({ row }: { row: StoredRow }) {
  const { t } = useTranslation();
  const point = pointOf(row);
  const original = row.sourceX && row.sourceY ? `${row.sourceX}, ${row.sourceY}` : null;
  return (
    <FieldsPart
      title={t('panels.card.source')}
      items={[
        { label: t('panels.field.coordinate'), value: point ? <span className="number">{formatCoordinate(point)}</span> : null },
        { label: t('panels.field.sourceCoordinate'), value: original },
        { label: t('panels.field.sourceCrs'), value: typeof row.sourceCrs === 'string' ? crsName(t, row.sourceCrs) : null },
        { label: t('panels.field.sourceRef'), value: row.sourceRef as string | null },
      ]}
    />
  );
}

/** The lon/lat of a point row, or null. */
export function pointOf(row: StoredRow): readonly [number, number] | null {
  const geometry = row.geom as Geometry | null;
  return geometry?.type === 'Point' ? [geometry.coordinates[0]!, geometry.coordinates[1]!] : null;
}
