import { Segmented } from 'antd';
import { Suspense, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { laterPart } from '../components/later-part.ts';
import { Section } from '../components/section.tsx';
import { responseScreenStore, showLayers, showResponse } from '../state/response-screen.ts';
import { FilterControls, FilterSummary } from './filter-controls.tsx';
import { HeatControls } from './heat-controls.tsx';
import { LayerList } from './layer-list.tsx';
import './left-panel.css';

const ResponsePanel = laterPart(async () => (await import('./response/response-panel.tsx')).ResponsePanel);

/** What is on the map, or analyses of response. */
export function LeftPanel() {
  const { t } = useTranslation();
  const tab = useStore(responseScreenStore, (state) => state.leftTab);
  // What is behind the tab is drawn in slices that leave the window its thread.
  const shown = useDeferredValue(tab);
  return (
    <aside className={tab === 'response' ? 'surface left-panel wide' : 'surface left-panel'} aria-label={t('panels.left.label')}>
      <div className="left-tabs">
        <Segmented<'layers' | 'response'>
          aria-label={t('app.shown')}
          block
          value={tab}
          onChange={(value) => (value === 'layers' ? showLayers() : showResponse(null))}
          options={[
            { value: 'layers', label: t('response.tab.layers') },
            { value: 'response', label: <span data-testid="left-tab-response">{t('response.tab.response')}</span> },
          ]}
        />
      </div>
      <Suspense>{shown === 'layers' ? <LayersAndFilters /> : <ResponsePanel />}</Suspense>
    </aside>
  );
}

/** Layers, heat and filters, one under the other. */
function LayersAndFilters() {
  const { t } = useTranslation();
  const [open, setOpen] = useState({ layers: true, heat: true, filters: true });
  const toggle = (part: keyof typeof open) => (value: boolean) => setOpen((before) => ({ ...before, [part]: value }));
  return (
    <div className="panel-scroll layer-parts">
      <Section title={t('panels.left.layers')} open={open.layers} onToggle={toggle('layers')}>
        <LayerList />
      </Section>
      <Section title={t('panels.left.heat')} open={open.heat} onToggle={toggle('heat')}>
        <HeatControls />
      </Section>
      <Section title={t('panels.left.filters')} open={open.filters} onToggle={toggle('filters')} aside={<FilterSummary />}>
        <FilterControls />
      </Section>
    </div>
  );
}
