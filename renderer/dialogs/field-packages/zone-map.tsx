import type { MultiPolygon, Position } from 'geojson';
import { useTranslation } from 'react-i18next';
import type { StoredRow } from '../../../shared/ipc/index.ts';

const WIDTH = 300;
const HEIGHT = 220;
const MARGIN = 8;

/** The zones as a small map to choose one from by click; the list beside it does the same by keyboard. */
export function ZoneMap({ zones, chosen, onChoose }: { zones: readonly StoredRow[]; chosen: string | null; onChoose(id: string): void }) {
  const { t } = useTranslation();
  const shapes = zones.filter(({ geom }) => geom !== null).map((zone) => ({ zone, polygons: (zone.geom as MultiPolygon).coordinates }));
  const positions = shapes.flatMap(({ polygons }) => polygons.flat(2));
  if (positions.length === 0) return null;
  const place = fitInto(positions);
  const path = (polygons: readonly Position[][][]) =>
    polygons
      .flat()
      .map(
        (ring) =>
          `M${ring
            .map((position) =>
              place(position)
                .map((value) => value.toFixed(1))
                .join(' '),
            )
            .join('L')}Z`,
      )
      .join('');
  return (
    <svg className="zone-map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('packages.make.map')}>
      {shapes.map(({ zone, polygons }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the list beside it is the way by keyboard
        <path
          key={zone.id}
          d={path(polygons)}
          className={zone.id === chosen ? 'chosen' : ''}
          fillRule="evenodd"
          onClick={() => onChoose(zone.id)}
          data-testid={`zone-shape-${zone.id}`}
        >
          <title>{String(zone.name)}</title>
        </path>
      ))}
    </svg>
  );
}

/** Longitude and latitude to the picture, equally stretched both ways where the zones lie. */
function fitInto(positions: readonly Position[]): (position: Position) => [number, number] {
  const range = (axis: 0 | 1): [number, number] =>
    positions.reduce<[number, number]>(
      ([low, high], position) => [Math.min(low, position[axis] as number), Math.max(high, position[axis] as number)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
  const [west, east] = range(0);
  const [south, north] = range(1);
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / Math.max(1e-9, (east - west) * narrow),
    (HEIGHT - 2 * MARGIN) / Math.max(1e-9, north - south),
  );
  const left = (WIDTH - (east - west) * narrow * scale) / 2;
  const top = (HEIGHT - (north - south) * scale) / 2;
  return ([lon, lat]) => [left + ((lon as number) - west) * narrow * scale, top + (north - (lat as number)) * scale];
}
