import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Section } from '../../components/section.tsx';
import { type RouteMode, routeModes, routesStore, setRoutes } from '../../state/routes.ts';
import { ClosureList } from './closure-list.tsx';
import { MatrixPart } from './matrix-part.tsx';
import { NearestPart } from './nearest-part.tsx';
import { RoutePart } from './route-part.tsx';
import { TravelControls } from './travel-controls.tsx';

/** Ways on the road network: who is there first, and how to get there. */
export function RoutesSection() {
  const { t } = useTranslation();
  const mode = useStore(routesStore, (state) => state.mode);
  const [closuresOpen, setClosuresOpen] = useState(false);
  const [matrixOpen, setMatrixOpen] = useState(false);
  return (
    <>
      <Segmented<RouteMode>
        aria-label={t('app.shown')}
        block
        value={mode}
        onChange={(value) => setRoutes({ mode: value })}
        options={routeModes.map((value) => ({ value, label: t(`routes.mode.${value}`) }))}
      />
      <TravelControls />
      {mode === 'nearest' ? <NearestPart /> : <RoutePart />}
      <Section title={t('response.closures.title')} open={closuresOpen} onToggle={setClosuresOpen}>
        <ClosureList />
      </Section>
      <Section title={t('routes.matrix.title')} open={matrixOpen} onToggle={setMatrixOpen}>
        <MatrixPart />
      </Section>
    </>
  );
}
