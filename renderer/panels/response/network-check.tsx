import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NetworkAnswer, NetworkFault, PremisesOffRoad, ResponseStation } from '../../../shared/analyses/response/index.ts';
import { networkColors } from '../../../shared/look/analysis-colors.ts';
import { ProgressLine } from '../../components/progress-line.tsx';
import { Section } from '../../components/section.tsx';
import { formatCount } from '../../format.ts';
import { fitExtent, flyTo } from '../../state/map-view.ts';
import {
  chooseFinding,
  countFindings,
  isOfPlaces,
  type NetworkFinding,
  networkCheckStore,
  networkFindings,
  openNetworkCheck,
  placeFindings,
  runNetworkCheck,
} from '../../state/network-check.ts';
import { preferencesStore } from '../../state/preferences.ts';
import { cancelResponse, responseStore } from '../../state/response.ts';
import { NamedRow, NamedRows } from './named-rows.tsx';
import { RecordRows } from './record-rows.tsx';
import { formatLength } from './route-words.ts';

/** What to know of the roads before believing the numbers under it: counted before every analysis on them, and drawn while it is open. */
export function NetworkCheck() {
  const { t } = useTranslation();
  const entry = useStore(responseStore, (all) => all.entries.network);
  const { open } = useStore(networkCheckStore);
  const answer = entry?.answer ?? null;
  const kinds = answer === null ? [] : networkFindings.filter((finding) => countFindings(answer, finding) > 0);
  const aside =
    answer === null
      ? t('response.network.notYet')
      : kinds.length === 0
        ? t('response.network.good')
        : t('response.network.found', { n: kinds.length });
  return (
    <Section
      title={t('response.network.title')}
      open={open}
      onToggle={openNetworkCheck}
      aside={
        <span className="muted" data-testid="network-summary">
          {kinds.length > 0 ? '! ' : answer === null ? '' : '✓ '}
          {aside}
        </span>
      }
    >
      {entry?.progress == null ? null : (
        <ProgressLine
          what={t('response.network.running')}
          detail={t('response.percentDone', { percent: Math.round(entry.progress * 100) })}
          share={entry.progress}
          cancel={{ label: t('app.cancel'), run: () => cancelResponse('network') }}
        />
      )}
      {answer === null ? (
        <>
          <p className="hint">{t('response.network.why')}</p>
          <Button size="small" onClick={runNetworkCheck} data-testid="network-run">
            {t('response.network.run')}
          </Button>
        </>
      ) : (
        <Findings answer={answer} kinds={kinds} />
      )}
    </Section>
  );
}

function Findings({ answer, kinds }: { answer: NetworkAnswer; kinds: readonly NetworkFinding[] }) {
  const { t } = useTranslation();
  const { chosen } = useStore(networkCheckStore);
  const theme = useStore(preferencesStore, (state) => state.theme);
  const { report, parameters } = answer;
  return (
    <>
      <p className="hint">
        {t('response.network.summary', {
          profile: t(`response.profile.${parameters.profile}`),
          kilometers: formatCount(report.meters / 1000),
          usable: formatCount(report.usableMeters / 1000),
        })}
      </p>
      <ul className="plain-rows" data-testid="network-check">
        {kinds.map((finding) => (
          <li key={finding}>
            <button
              type="button"
              className={chosen === finding ? 'row-button finding-row chosen' : 'row-button finding-row'}
              aria-expanded={chosen === finding}
              onClick={() => chooseFinding(chosen === finding ? null : finding)}
              data-testid={`finding-${finding}`}
            >
              <FindingMark finding={finding} color={networkColors[theme][finding]} />
              <span>{findingText(t, answer, finding)}</span>
              <span className="number">
                {t(isOfPlaces(finding) ? 'response.network.places' : 'response.network.edges', {
                  n: formatCount(countFindings(answer, finding)),
                })}
              </span>
            </button>
            {chosen !== finding ? null : isOfPlaces(finding) ? (
              <OffRoadRows premises={answer.premises[placeFindings[finding]]} stations={answer.stations[placeFindings[finding]]} />
            ) : (
              <RoadRows answer={answer} fault={finding} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export function findingText(t: TFunction, { parameters }: NetworkAnswer, finding: NetworkFinding): string {
  if (finding === 'refusedPlaces') return t('response.network.refusedPlaces', { meters: parameters.snapLimitMeters });
  if (finding === 'farPlaces') return t('response.network.farPlaces', { meters: parameters.farMeters });
  return t(`response.network.${finding}`);
}

/** A piece of line as the map draws the kind, or a ring for places. */
export function FindingMark({ finding, color }: { finding: NetworkFinding; color: string }) {
  const dash = { noWayOutEdges: '5 2', noWayInEdges: '2 2', duplicateEdges: '1 3', cutOffPlaces: '7 2', farPlaces: '3 2' }[
    finding as string
  ];
  return (
    <svg width="18" height="10" aria-hidden="true">
      {isOfPlaces(finding) ? (
        <circle cx="9" cy="5" r="3.5" fill="none" stroke={color} strokeWidth="2" strokeDasharray={dash} />
      ) : (
        <path d="M1 5H17" stroke={color} strokeWidth="3" strokeDasharray={dash} />
      )}
    </svg>
  );
}

/** Sections of road, the longest first; a click takes the map there. */
function RoadRows({ answer, fault }: { answer: NetworkAnswer; fault: NetworkFault }) {
  const { t } = useTranslation();
  const { start, lon, lat } = answer.lines[fault];
  const { name, meters } = answer.streets[fault];
  const order = [...meters.keys()].sort((a, b) => meters[b]! - meters[a]!);
  const show = (edge: number) => {
    const [x, y] = [lon.subarray(start[edge]!, start[edge + 1]!), lat.subarray(start[edge]!, start[edge + 1]!)];
    fitExtent([Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)]);
  };
  return (
    <NamedRows
      total={order.length}
      label={t(`response.network.${fault}`)}
      row={(index) => {
        const edge = order[index]!;
        return <NamedRow name={name[edge] || t('routes.step.unnamed')} hint={formatLength(t, meters[edge]!)} onClick={() => show(edge)} />;
      }}
    />
  );
}

function OffRoadRows({ premises, stations }: { premises: PremisesOffRoad; stations: readonly ResponseStation[] }) {
  const { t } = useTranslation();
  const { fid, lon, lat, meters } = premises;
  const records = Array.from(fid, (one, index) => ({
    fid: one,
    position: [lon[index]!, lat[index]!] as const,
    hint: Number.isFinite(meters[index]) ? formatLength(t, meters[index]!) : '—',
  }));
  return (
    <>
      {stations.map((station) => (
        <NamedRow
          key={station.id}
          name={station.name}
          hint={t(`codes.stationType.${station.type ?? 'fireStation'}`)}
          onClick={() => flyTo([station.lon, station.lat], 16)}
        />
      ))}
      <RecordRows table="premises" records={records} zoom />
    </>
  );
}
