import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button, Radio, Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseCrs, toWgs84 } from '../../../shared/geo/crs.ts';
import type { CrsReport } from '../../../shared/geo/crs-doctor/crs-report.ts';
import { haversineMeters, METERS_PER_DEGREE } from '../../../shared/geo/haversine-meters.ts';
import { crsName } from '../../components/crs-choices.ts';
import { formatCount } from '../../format.ts';
import { type CrsPreview, showCrsPreview } from '../../state/crs-preview.ts';
import { type Extent, fitExtent } from '../../state/map-view.ts';
import { metersText } from './crs-panel.tsx';

type LonLat = readonly [number, number];
/** The dialog steps aside while this class is on the page. */
const lookingClass = 'looking-at-map';
/** Shorter moves need no arrow. */
const leastArrowMeters = 5;
/** How far around the middle point the map shows at least. */
const leastViewMeters = 400;

/** The points of the file on the map, before and after a system; the dialog steps aside meanwhile. */
export function CrsLookBar({
  report,
  used,
  use,
  onClose,
}: {
  report: CrsReport;
  used: string;
  use: (crs: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [side, setSide] = useState<CrsPreview['side']>('after');
  const places = useMemo(() => placesUnder(report, used), [report, used]);
  const shift = useMemo(() => (places.before === null ? null : meanShift(places.before, places.after)), [places]);
  const extent = streetsAround(places.after, shift?.meters ?? 0);
  useEffect(() => {
    document.body.classList.add(lookingClass);
    return () => {
      document.body.classList.remove(lookingClass);
      showCrsPreview(null);
    };
  }, []);
  useEffect(() => {
    const arrow = shift !== null && shift.meters >= leastArrowMeters ? { ...shift, label: metersText(t, shift.meters) } : null;
    showCrsPreview({ ...places, side, arrow });
  }, [places, side, shift, t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is moved once, then it is the user's.
  useEffect(() => {
    if (extent !== null) fitExtent(extent);
  }, []);
  useEffect(() => {
    // Escape goes back to the dialog instead of closing it.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      onClose();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [onClose]);
  const n = formatCount(places.after.length);
  return (
    <section className="crs-look surface" aria-label={t('crs.lookBar')} data-testid="crs-look-bar">
      <Button autoFocus type="primary" icon={<ArrowLeftOutlined />} onClick={onClose}>
        {t('crs.backToDialog')}
      </Button>
      <Select<string>
        className="crs-look-system"
        aria-label={t('crs.column.system')}
        value={used}
        onChange={use}
        options={[...new Set([used, ...report.candidates.map(({ crs }) => crs)])].map((value) => ({ value, label: crsName(t, value) }))}
        getPopupContainer={(trigger) => trigger.parentElement!}
        placement="topLeft"
      />
      <Radio.Group
        optionType="button"
        aria-label={t('crs.lookBar')}
        value={side}
        disabled={places.before === null}
        onChange={({ target }) => setSide(target.value)}
        options={(['before', 'after'] as const).map((value) => ({ value, label: t(`crs.side.${value}`) }))}
      />
      <span className="hint number">
        {shift === null ? t('crs.sideHintProjected', { n }) : t('crs.sideHint', { n, meters: metersText(t, shift.meters) })}
      </span>
    </section>
  );
}

function placesUnder({ sample, magnitude }: CrsReport, name: string): { before: LonLat[] | null; after: LonLat[] } {
  const crs = parseCrs(name);
  const before: LonLat[] = [];
  const after: LonLat[] = [];
  for (const [x, y] of sample) {
    const position = crs.ok ? toWgs84(crs.value, x, y) : null;
    if (position === null) continue;
    after.push(position);
    before.push([x, y]);
  }
  return { before: magnitude === 'degrees' ? before : null, after };
}

function meanShift(before: readonly LonLat[], after: readonly LonLat[]): { from: LonLat; to: LonLat; meters: number } | null {
  if (after.length === 0) return null;
  const at = middleOf(after);
  const meters =
    after.reduce((sum, [lon, lat], index) => sum + haversineMeters(before[index]![0], before[index]![1], lon, lat), 0) / after.length;
  return { from: before[at]!, to: after[at]!, meters };
}

/** Index of the point nearest the middle of all: there are streets and buildings around it. */
function middleOf(positions: readonly LonLat[]): number {
  const median = (index: 0 | 1): number => positions.map((position) => position[index]).sort((a, b) => a - b)[positions.length >> 1]!;
  const [lon, lat] = [median(0), median(1)];
  const away = positions.map(([x, y]) => haversineMeters(x, y, lon, lat));
  return away.indexOf(Math.min(...away));
}

/** A box of some streets around the middle point, as wide as the move needs: near enough to see whether points stand in buildings. */
function streetsAround(positions: readonly LonLat[], movedMeters: number): Extent | null {
  if (positions.length === 0) return null;
  const [lon, lat] = positions[middleOf(positions)]!;
  const north = Math.max(leastViewMeters, 1.5 * movedMeters) / METERS_PER_DEGREE;
  const east = north / Math.cos((lat * Math.PI) / 180);
  return [lon - east, lat - north, lon + east, lat + north];
}
