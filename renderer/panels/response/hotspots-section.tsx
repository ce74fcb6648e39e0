import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Section } from '../../components/section.tsx';
import {
  currentGathering,
  type GatheringKind,
  gatheringKinds,
  gatheringRequest,
  gatheringsStore,
  runGathering,
  showGathering,
} from '../../state/gatherings.ts';
import { clearResponse, responseStore } from '../../state/response.ts';
import { AnswerState } from './answer-state.tsx';
import { GatheringCard } from './gathering-card.tsx';
import { GatheringControls } from './gathering-controls.tsx';
import { GatheringList } from './gathering-list.tsx';
import { saveAnswer } from './save-answer.ts';

/** Where things gather: hot spots, clusters, how they change, and what inspections have to do with it. */
export function HotspotsSection() {
  const { t } = useTranslation();
  const state = useStore(gatheringsStore);
  const { kind } = state;
  const entry = useStore(responseStore, (all) => all.entries[kind]);
  const gathering = currentGathering();
  const changed = gathering !== null && JSON.stringify(entry?.request) !== JSON.stringify(gatheringRequest(kind, state));
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
      <GatheringControls />
      <div className="run-row">
        <Button type={gathering === null ? 'primary' : 'default'} block onClick={runGathering} data-testid="gathering-run">
          {t(gathering === null ? 'hotspots.run' : 'response.again')}
        </Button>
        {gathering === null ? null : <Button onClick={() => clearResponse(kind)}>{t('response.clear')}</Button>}
      </div>
      <AnswerState id={kind} entry={entry as never} running={`hotspots.running.${kind}`} changed={changed} again={runGathering} />
      {gathering === null ? null : (
        <>
          <GatheringCard gathering={gathering} />
          <GatheringList gathering={gathering} />
          <ExplanationPart gathering={gathering} key={kind} />
          <div className="tier-actions">
            {(['geojson', 'csv'] as const).map((format) => (
              <Button
                key={format}
                size="small"
                onClick={() => void saveAnswer(format, kind, gathering.answer as never)}
                data-testid={`gathering-${format}`}
              >
                {t(`hotspots.export.${format}`)}
              </Button>
            ))}
          </div>
        </>
      )}
    </>
  );
}

function ExplanationPart({ gathering: { answer } }: { gathering: NonNullable<ReturnType<typeof currentGathering>> }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const { method, reading, caveats } = answer.explanation;
  return (
    <Section title={t('hotspots.explanation')} open={open} onToggle={setOpen}>
      <div data-testid="gathering-explanation">
        {[...reading, ...method, ...caveats].map(({ key, values }) => (
          <p className="hint" key={key}>
            {t(key, values)}
          </p>
        ))}
      </div>
    </Section>
  );
}
