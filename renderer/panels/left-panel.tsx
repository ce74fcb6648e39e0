import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/section.tsx';
import { FilterControls, FilterSummary } from './filter-controls.tsx';
import { HeatControls } from './heat-controls.tsx';
import { LayerList } from './layer-list.tsx';

/** Layers, heat and filters, one under the other. */
export function LeftPanel() {
  const { t } = useTranslation();
  const [open, setOpen] = useState({ layers: true, heat: true, filters: true });
  const toggle = (part: keyof typeof open) => (value: boolean) => setOpen((before) => ({ ...before, [part]: value }));
  return (
    <aside className="surface left-panel" aria-label={t('panels.left.label')}>
      <div className="panel-scroll">
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
    </aside>
  );
}
