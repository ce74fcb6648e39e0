import { Button, Select } from 'antd';
import type { MultiLineString } from 'geojson';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { readTrack, type TrackFixes } from '../../../shared/formats/read-track.ts';
import { boxOfPositions } from '../../../shared/geo/box-of-positions.ts';
import type { StoredRow } from '../../../shared/ipc/index.ts';
import { formatCount, formatMinute } from '../../format.ts';
import { host } from '../../host/host.ts';
import { trackLines } from '../../map/layers/patrol-features.ts';
import { fitExtent } from '../../state/map-view.ts';
import { notify, notifyFailure } from '../../state/notices.ts';
import { pastStore } from '../../state/past.ts';
import { fixesOfRow, joinTracks, patrolStore, setPatrol, setTrack } from '../../state/patrol.ts';
import { workspaceStore } from '../../state/workspace.ts';
import { titleOf } from '../row-title.ts';

const LONGEST_LIST = 500;

/** The track to check: recorded patrols of the record, or a file. */
export function TrackChoice() {
  const { t } = useTranslation();
  const track = useStore(patrolStore, (state) => state.track);
  const picker = useRef<HTMLInputElement>(null);
  const tracks = useTracks();
  const [chosen, setChosen] = useState<string[]>([]);
  const asked = useRef<string[]>([]);
  const choose = async (ids: string[]) => {
    setChosen(ids);
    asked.current = ids;
    if (ids.length === 0) return setPatrol({ track: null, day: '' });
    const rows = await Promise.all(ids.map((id) => host().records.get({ table: 'patrol_track', id })));
    if (asked.current !== ids) return;
    const found = rows.filter((row) => row !== null);
    const timed = found.filter((row) => (row.vertexTimes as number[]).length > 0);
    if (timed.length < found.length) notify({ tone: 'warning', text: 'routes.compliance.untimed', durationMs: 6000 });
    if (timed.length === 0) return;
    setTrack({
      name: timed.map((row) => titleOf(t, 'patrol_track', row)).join(t('routes.patrol.separator')),
      fixes: joinTracks(timed.map((row) => fixesOfRow(row.geom as MultiLineString, row.vertexTimes as number[]))),
    });
  };
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept=".gpx,.csv"
        hidden
        data-testid="track-file"
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file === undefined) return;
          const mine: string[] = [];
          setChosen(mine);
          asked.current = mine;
          void takeTrack(file, () => asked.current === mine);
        }}
      />
      <div className="tier-actions">
        {tracks.length === 0 ? null : (
          <Select<string[]>
            size="small"
            mode="multiple"
            className="track-search"
            popupMatchSelectWidth={false}
            maxTagCount="responsive"
            aria-label={t('routes.compliance.recorded')}
            placeholder={t('routes.compliance.recorded')}
            value={chosen}
            onChange={(ids) => void choose(ids)}
            showSearch={{ optionFilterProp: 'label' }}
            options={tracks.map((row) => ({ value: row.id, label: labelOf(t, row) }))}
            data-testid="track-recorded"
          />
        )}
        <Button size="small" onClick={() => picker.current?.click()}>
          {t('routes.compliance.pick')}
        </Button>
      </div>
      {track === null ? (
        <p className="hint">{t(tracks.length === 0 ? 'routes.compliance.none' : 'routes.compliance.noneChosen')}</p>
      ) : (
        <button type="button" className="plain-link track-name" title={t('routes.compliance.zoom')} onClick={() => showTrack(track.fixes)}>
          {t('routes.compliance.track', { name: track.name, n: formatCount(track.fixes.time.length) })}
        </button>
      )}
    </>
  );
}

function showTrack(fixes: TrackFixes): void {
  const lines = trackLines(fixes);
  if (lines.length > 0) fitExtent(boxOfPositions(lines.flat()));
}

function labelOf(t: ReturnType<typeof useTranslation>['t'], row: StoredRow): string {
  const parts = [titleOf(t, 'patrol_track', row), row.personName, typeof row.fromAt === 'string' ? formatMinute(row.fromAt) : null];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
}

/** Recorded patrols, newest first, read anew with every change of the record and of the moment looked at. */
function useTracks(): StoredRow[] {
  const version = useStore(workspaceStore, ({ info }) => `${info?.workspaceId} ${info?.rev}`);
  const past = useStore(pastStore, ({ shown }) => shown?.rev ?? null);
  const [tracks, setTracks] = useState<StoredRow[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: workspace, revision and moment say when to read again.
  useEffect(() => {
    let current = true;
    void host()
      .records.tracks({ limit: LONGEST_LIST })
      .then((rows) => current && setTracks(rows));
    return () => {
      current = false;
    };
  }, [version, past]);
  return tracks;
}

/** @param wanted whether no other track was chosen while it was read */
async function takeTrack(file: File, wanted: () => boolean): Promise<void> {
  const read = await readTrack({
    name: file.name,
    size: file.size,
    stream: () => file.stream() as unknown as AsyncIterable<Uint8Array>,
    readAt: async (position, length) => new Uint8Array(await file.slice(position, position + length).arrayBuffer()),
  });
  if (!wanted()) return;
  if (read.ok) setTrack({ name: file.name, fixes: read.value });
  else notifyFailure(read.failure);
}
