import { Segmented, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Section } from '../../components/section.tsx';
import { formatCount } from '../../format.ts';
import { coverageRequest, coverageStore, type PremisesShow, premisesShows, runCoverage, setCoverageShow } from '../../state/coverage.ts';
import { responseStore } from '../../state/response.ts';
import { Assumptions } from './assumptions.tsx';
import { ClosureList } from './closure-list.tsx';
import { CoverageShares } from './coverage-shares.tsx';
import { ExcludedStations } from './excluded-stations.tsx';
import { GapList } from './gap-list.tsx';
import { GhostList } from './ghost-list.tsx';
import { RunAnalysis } from './run-analysis.tsx';
import { SaveButtons } from './save-buttons.tsx';
import { TierTable } from './tier-table.tsx';
import { TravelControls } from './travel-controls.tsx';
import { ZonePercentiles } from './zone-percentiles.tsx';

/** Coverage: what to ask, and what came of it. */
export function CoverageSection() {
  const { t } = useTranslation();
  const state = useStore(coverageStore);
  const preview = useStore(responseStore, (all) => all.ghosts);
  const answer = useStore(responseStore, (all) => all.entries.coverage?.answer ?? null);
  return (
    <>
      <Part title={t('response.setup.title')} startsOpen={answer === null} key={answer === null ? 'ask' : 'asked'}>
        <TierTable />
        <TravelControls />
      </Part>
      <RunAnalysis
        id="coverage"
        label="response.run"
        running="response.running"
        request={coverageRequest(state)}
        run={runCoverage}
        testId="coverage-run"
        following={preview !== null}
      />
      {answer === null ? null : (
        <>
          {answer.stations.length === 0 ? <p className="hint">{t('response.noStations')}</p> : null}
          <CoverageShares answer={answer} preview={preview} />
          <Assumptions answer={answer} />
          <ShowControls />
        </>
      )}
      <Part title={t('response.ghosts.title')} count={state.ghosts.length}>
        <GhostList answer={answer} preview={preview} />
      </Part>
      <Part title={t('response.closures.title')} count={state.closures.length}>
        <ClosureList />
      </Part>
      {answer === null ? null : (
        <>
          <Part title={t('response.gap.title')}>
            <GapList answer={answer} />
          </Part>
          <Part title={t('response.zones.title', { percentile: answer.parameters.percentile })}>
            <ZonePercentiles answer={answer} />
          </Part>
          <Part title={t('response.excluded.title')} count={answer.excluded.length}>
            <ExcludedStations answer={answer} />
          </Part>
          <SaveButtons id="coverage" answer={answer} />
        </>
      )}
    </>
  );
}

function Part({
  title,
  count = 0,
  startsOpen = true,
  children,
}: {
  title: string;
  count?: number;
  startsOpen?: boolean;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <Section
      title={title}
      open={open}
      onToggle={setOpen}
      aside={count > 0 ? <span className="number muted">{formatCount(count)}</span> : null}
    >
      {children}
    </Section>
  );
}

const layerShows = ['areas', 'roads', 'firstDue', 'rings'] as const;

function ShowControls() {
  const { t } = useTranslation();
  const show = useStore(coverageStore, (state) => state.show);
  return (
    <fieldset className="show-controls" aria-label={t('response.show.title')}>
      {layerShows.map((layer) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: antd's switch is the control.
        <label key={layer}>
          <Switch
            size="small"
            checked={show[layer]}
            onChange={(checked) => setCoverageShow({ [layer]: checked })}
            data-testid={`show-${layer}`}
          />
          {t(`response.show.${layer}`)}
        </label>
      ))}
      <div className="show-premises">
        <span className="hint">{t('response.show.premisesBy')}</span>
        <Segmented<PremisesShow>
          aria-label={t('response.show.premisesBy')}
          size="small"
          value={show.premises}
          onChange={(premises) => setCoverageShow({ premises })}
          options={premisesShows.map((value) => ({ value, label: t(`response.show.premises.${value}`) }))}
        />
      </div>
    </fieldset>
  );
}
