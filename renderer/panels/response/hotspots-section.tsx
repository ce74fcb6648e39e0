import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import {
  currentGathering,
  type GatheringKind,
  gatheringKinds,
  gatheringRequest,
  gatheringsStore,
  runGathering,
  showGathering,
} from '../../state/gatherings.ts';
import { responseStore } from '../../state/response.ts';
import { ExplanationLines } from './explanation-lines.tsx';
import { FoldingPart } from './folding-part.tsx';
import { GatheringCard } from './gathering-card.tsx';
import { GatheringControls } from './gathering-controls.tsx';
import { GatheringList } from './gathering-list.tsx';
import { RunAnalysis } from './run-analysis.tsx';
import { SaveButtons } from './save-buttons.tsx';

/** Where things gather: hot spots, clusters, how they change, and what inspections have to do with it. */
export function HotspotsSection() {
  const { t } = useTranslation();
  const state = useStore(gatheringsStore);
  const { kind } = state;
  useStore(responseStore, (all) => all.entries[kind]?.answer);
  const gathering = currentGathering();
  return (
    <>
      <Segmented<GatheringKind>
        aria-label={t('app.shown')}
        block
        size="small"
        value={kind}
        onChange={showGathering}
        options={gatheringKinds.map((value) => ({
          value,
          label: <span data-testid={`gathering-${value}`}>{t(`hotspots.kind.${value}`)}</span>,
        }))}
      />
      <p className="hint">{t(`hotspots.what.${kind}`)}</p>
      <FoldingPart title={t('hotspots.setup')} startsOpen={gathering === null} key={`${kind} ${gathering === null ? 'ask' : 'asked'}`}>
        <GatheringControls />
      </FoldingPart>
      <RunAnalysis
        id={kind}
        label="hotspots.run"
        running={`hotspots.running.${kind}`}
        request={gatheringRequest(kind, state)}
        run={runGathering}
        testId="gathering-run"
      />
      {gathering === null ? null : (
        <>
          <GatheringCard gathering={gathering} />
          <GatheringList gathering={gathering} />
          <FoldingPart title={t('hotspots.explanation')} key={kind}>
            <div data-testid="gathering-explanation">
              <ExplanationLines of={gathering.answer.explanation} />
            </div>
          </FoldingPart>
          <SaveButtons id={kind} answer={gathering.answer} />
        </>
      )}
    </>
  );
}
