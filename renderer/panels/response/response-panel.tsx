import { type ComponentType, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { reportError } from '../../app.tsx';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { WrappingTabs } from '../../components/wrapping-tabs.tsx';
import type { TextKey } from '../../i18n.ts';
import { type ResponseSectionId, responseScreenStore, showResponse } from '../../state/response-screen.ts';
import { FailedPart } from '../failed-part.tsx';
import { BivariateSection } from './bivariate-section.tsx';
import { CoverageSection } from './coverage-section.tsx';
import { HotspotsSection } from './hotspots-section.tsx';
import { NetworkCheck } from './network-check.tsx';
import { PatrolSection } from './patrol-section.tsx';
import { RoutesSection } from './routes-section.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { SitesSection } from './sites-section.tsx';
import './response.css';
import './routes.css';

/** One tab of the panel. A new one is its component and this line. */
export interface ResponseSection {
  id: ResponseSectionId;
  label: TextKey;
  component: ComponentType;
  /** Computes on the roads: what to know of them comes first. */
  onRoads: boolean;
  /** Of all premises, or of those that pass the filters. */
  scoped: boolean;
}
const sections: readonly ResponseSection[] = [
  { id: 'coverage', label: 'response.section.coverage', component: CoverageSection, onRoads: true, scoped: true },
  { id: 'sites', label: 'response.section.sites', component: SitesSection, onRoads: true, scoped: true },
  { id: 'bivariate', label: 'response.section.bivariate', component: BivariateSection, onRoads: true, scoped: true },
  { id: 'hotspots', label: 'hotspots.tab', component: HotspotsSection, onRoads: false, scoped: true },
  { id: 'routes', label: 'routes.tab.routes', component: RoutesSection, onRoads: true, scoped: false },
  { id: 'patrol', label: 'routes.tab.patrol', component: PatrolSection, onRoads: true, scoped: false },
];

/** Analyses of response, one tab each. */
export function ResponsePanel() {
  const { t } = useTranslation();
  const panel = useId();
  const section = useStore(responseScreenStore, (state) => state.section);
  const { component: Component, onRoads, scoped } = sections.find(({ id }) => id === section)!;
  return (
    <div className="response-tabs">
      <WrappingTabs<ResponseSectionId>
        label={t('response.tab.response')}
        tabs={sections.map(({ id, label }) => ({ id, label: t(label), testId: `response-tab-${id}` }))}
        active={section}
        controls={panel}
        onChange={showResponse}
      />
      <div id={panel} role="tabpanel" className="panel-scroll response-section" key={section}>
        <ErrorBoundary onError={reportError} fallback={(_error, retry) => <FailedPart retry={retry} />}>
          {onRoads ? <NetworkCheck /> : null}
          {scoped ? <ScopeChoice /> : null}
          <Component />
        </ErrorBoundary>
      </div>
    </div>
  );
}
