import { Button, Segmented, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';
import { useCommand } from '../../commands/use-command.ts';
import { coverageRequest, coverageStore, type PremisesShow, premisesShows, runCoverage, setCoverageShow } from '../../state/coverage.ts';
import { responseStore } from '../../state/response.ts';
import { Assumptions } from './assumptions.tsx';
import { ClosureList } from './closure-list.tsx';
import { CoverageShares } from './coverage-shares.tsx';
import { ExcludedStations } from './excluded-stations.tsx';
import { useFirstRows } from './first-rows.tsx';
import { FoldingPart } from './folding-part.tsx';
import { GapList } from './gap-list.tsx';
import { GhostList } from './ghost-list.tsx';
import { RunAnalysis } from './run-analysis.tsx';
import { SaveButtons } from './save-buttons.tsx';
import { TierTable } from './tier-table.tsx';
import { TravelControls } from './travel-controls.tsx';
import { ZonePercentiles } from './zone-percentiles.tsx';

/** Coverage: what to ask, and what came of it. Parts that change with every step of a dragged ghost ask for what they show themselves. */
export function CoverageSection() {
  const { t } = useTranslation();
  const ghosts = useStore(coverageStore, (state) => state.ghosts.length);
  const closures = useStore(coverageStore, (state) => state.closures.length);
  const answer = useStore(responseStore, (all) => all.entries.coverage?.answer ?? null);
  const sheet = useCommand('saveSheet');
  return (
    <>
      <FoldingPart title={t('response.setup.title')} startsOpen={answer === null} key={answer === null ? 'ask' : 'asked'}>
        <TierTable />
        <TravelControls />
      </FoldingPart>
      <RunCoverage />
      {answer === null ? null : (
        <>
          {answer.stations.length === 0 ? <p className="hint">{t('response.noStations')}</p> : null}
          <CoverageShares answer={answer} />
          <Assumptions answer={answer} />
          <ShowControls />
          <FoldingPart title={t('response.gap.title')}>
            <BehindDrag>
              <GapList answer={answer} />
            </BehindDrag>
          </FoldingPart>
        </>
      )}
      <FoldingPart title={t('response.ghosts.title')} count={ghosts}>
        <GhostList answer={answer} />
      </FoldingPart>
      <FoldingPart title={t('response.closures.title')} count={closures}>
        <ClosureList />
      </FoldingPart>
      {answer === null ? null : (
        <>
          <FoldingPart title={t('response.zones.title', { percentile: answer.parameters.percentile })}>
            <BehindDrag>
              <ZoneList answer={answer} />
            </BehindDrag>
          </FoldingPart>
          <FoldingPart title={t('response.excluded.title')} count={answer.excluded.length} startsOpen={false}>
            <ExcludedStations answer={answer} />
          </FoldingPart>
          <Button block disabled={sheet.disabled} title={sheet.reason ?? undefined} onClick={sheet.run} data-testid="coverage-sheet">
            {t('response.bivariate.sheet')}
          </Button>
          <SaveButtons id="coverage" answer={answer} />
        </>
      )}
    </>
  );
}

function RunCoverage() {
  const request = coverageRequest(useStore(coverageStore));
  const following = useStore(responseStore, (all) => all.ghosts !== null);
  return (
    <RunAnalysis
      id="coverage"
      label="response.run"
      running="response.running"
      request={request}
      run={runCoverage}
      testId="coverage-run"
      following={following}
    />
  );
}

/** What is of the place a dragged ghost started from until it is let go. */
function BehindDrag({ children }: { children: ReactNode }) {
  const dragged = useStore(responseStore, (all) => all.ghosts !== null);
  return (
    <div className={dragged ? 'behind-drag' : undefined} aria-busy={dragged}>
      {children}
    </div>
  );
}

function ZoneList({ answer }: { answer: CoverageAnswer }) {
  const { shown, button } = useFirstRows(answer.zones.length);
  return (
    <div>
      <ZonePercentiles answer={answer} most={shown} />
      {button}
    </div>
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
