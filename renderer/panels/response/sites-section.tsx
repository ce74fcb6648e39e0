import { DeleteOutlined } from '@ant-design/icons';
import { Button, InputNumber, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SiteAnswer } from '../../../shared/analyses/response/index.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { formatCount } from '../../format.ts';
import { addGhosts, coverageStore } from '../../state/coverage.ts';
import { flyTo } from '../../state/map-view.ts';
import { responseStore } from '../../state/response.ts';
import { showResponse } from '../../state/response-screen.ts';
import { removeCandidate, runSites, type SitesState, setSites, sitesRequest, sitesStore } from '../../state/sites.ts';
import { AddCandidates } from './add-candidates.tsx';
import { ExplanationLines } from './explanation-lines.tsx';
import { NamedRow } from './named-rows.tsx';
import { RunAnalysis } from './run-analysis.tsx';
import { SaveButtons } from './save-buttons.tsx';

/** The best of the candidate sites. */
export function SitesSection() {
  const { t } = useTranslation();
  const state = useStore(sitesStore);
  useStore(coverageStore);
  const answer = useStore(responseStore, (all) => all.entries.sites?.answer ?? null);
  return (
    <>
      <h4 className="part-title">{t('response.sites.candidates')}</h4>
      <AddCandidates />
      {state.candidates.length === 0 ? (
        <p className="hint">{t('response.sites.none')}</p>
      ) : (
        <ul className="plain-rows candidate-rows">
          {state.candidates.map(({ name, lon, lat }, index) => (
            <li key={`${lon},${lat}`} className="plan-row">
              <button type="button" className="plain-link" onClick={() => flyTo([lon, lat], 15)}>
                {name}
              </button>
              <IconButton
                label={t('response.sites.remove')}
                icon={<DeleteOutlined />}
                size="small"
                onClick={() => removeCandidate(index)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="site-settings">
        <span className="hint">{t('response.sites.choose')}</span>
        <InputNumber
          size="small"
          aria-label={t('response.sites.choose')}
          min={1}
          max={Math.max(1, Math.min(100, state.candidates.length))}
          value={state.choose}
          onChange={(choose) => choose !== null && setSites({ choose })}
        />
        <span className="hint">{t('response.sites.limit')}</span>
        <InputNumber
          size="small"
          aria-label={t('response.sites.limit')}
          min={1}
          max={60}
          value={state.limitMinutes}
          onChange={(limitMinutes) => limitMinutes !== null && setSites({ limitMinutes })}
        />
        <span className="hint">{t('response.sites.method')}</span>
        <Segmented<SitesState['method']>
          aria-label={t('response.sites.method')}
          size="small"
          value={state.method}
          onChange={(method) => setSites({ method })}
          options={(['cover', 'median'] as const).map((value) => ({ value, label: t(`response.sites.methodChoice.${value}`) }))}
        />
        <span className="hint">{t('response.sites.demand')}</span>
        <Select<SitesState['demand']>
          size="small"
          aria-label={t('response.sites.demand')}
          value={state.demand}
          onChange={(demand) => setSites({ demand })}
          options={(['premises', 'risk', 'openHazards'] as const).map((value) => ({
            value,
            label: t(`response.sites.demandChoice.${value}`),
          }))}
        />
      </div>
      <RunAnalysis
        id="sites"
        label="response.sites.run"
        running="response.runningSites"
        request={state.candidates.length === 0 ? null : sitesRequest(state)}
        run={runSites}
        testId="sites-run"
      />
      {answer === null ? null : <Chosen answer={answer} />}
    </>
  );
}

function Chosen({ answer }: { answer: SiteAnswer }) {
  const { t } = useTranslation();
  const { chosen, candidates, steps, gap, parameters, explanation } = answer;
  const place = () => {
    addGhosts(
      chosen.map((index) => ({
        name: candidates[index]!.label,
        type: 'fireStation',
        lon: candidates[index]!.lon,
        lat: candidates[index]!.lat,
      })),
    );
    showResponse('coverage');
  };
  return (
    <div className="answer-part" data-testid="sites-answer">
      <p>
        <strong>{gap <= 1e-9 ? t('response.sites.optimal') : t('response.sites.gap', { percent: Math.ceil(gap * 1000) / 10 })}</strong>
      </p>
      <ol className="plain-rows">
        {chosen.map((index, rank) => {
          const { label, lon, lat } = candidates[index]!;
          const difference = Math.abs(steps[rank + 1]! - steps[rank]!);
          return (
            <li key={index}>
              <NamedRow
                name={t('response.sites.chosen', { rank: rank + 1, name: label })}
                hint={t(parameters.method === 'cover' ? 'response.sites.adds' : 'response.sites.saves', { value: formatCount(difference) })}
                onClick={() => flyTo([lon, lat], 15)}
              />
            </li>
          );
        })}
      </ol>
      <div className="tier-actions">
        <Button size="small" onClick={place}>
          {t('response.sites.makeGhosts')}
        </Button>
      </div>
      <SaveButtons id="sites" answer={answer} />
      <ExplanationLines of={explanation} />
    </div>
  );
}
