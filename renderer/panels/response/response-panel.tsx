import { Tabs } from 'antd';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { reportError } from '../../app.tsx';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import type { TextKey } from '../../i18n.ts';
import { type ResponseSectionId, responseScreenStore, showResponse } from '../../state/response-screen.ts';
import { FailedPart } from '../failed-part.tsx';
import { BivariateSection } from './bivariate-section.tsx';
import { CoverageSection } from './coverage-section.tsx';
import { HotspotsSection } from './hotspots-section.tsx';
import { PatrolSection } from './patrol-section.tsx';
import { RoutesSection } from './routes-section.tsx';
import { SitesSection } from './sites-section.tsx';
import './response.css';
import './routes.css';

/** One tab of the panel. A new one is its component and this line. */
export interface ResponseSection {
  id: ResponseSectionId;
  label: TextKey;
  component: ComponentType;
}
const sections: readonly ResponseSection[] = [
  { id: 'coverage', label: 'response.section.coverage', component: CoverageSection },
  { id: 'sites', label: 'response.section.sites', component: SitesSection },
  { id: 'bivariate', label: 'response.section.bivariate', component: BivariateSection },
  { id: 'hotspots', label: 'hotspots.tab', component: HotspotsSection },
  { id: 'routes', label: 'routes.tab.routes', component: RoutesSection },
  { id: 'patrol', label: 'routes.tab.patrol', component: PatrolSection },
];

/** Analyses of response, one tab each. */
export function ResponsePanel() {
  const { t } = useTranslation();
  const section = useStore(responseScreenStore, (state) => state.section);
  return (
    <Tabs
      className="response-tabs"
      size="small"
      destroyOnHidden
      activeKey={sections.some(({ id }) => id === section) ? section : sections[0]!.id}
      onChange={(id) => showResponse(id as ResponseSectionId)}
      items={sections.map(({ id, label, component: Component }) => ({
        key: id,
        label: <span data-testid={`response-tab-${id}`}>{t(label)}</span>,
        children: (
          <div className="panel-scroll response-section">
            <ErrorBoundary onError={reportError} fallback={(_error, retry) => <FailedPart retry={retry} />}>
              <Component />
            </ErrorBoundary>
          </div>
        ),
      }))}
    />
  );
}
