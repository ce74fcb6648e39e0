import { createStore } from 'zustand/vanilla';

/** Parts of the panel of response analyses, in the order of their tabs. */
export const responseSectionIds = ['coverage', 'sites', 'bivariate', 'routes', 'patrol', 'hotspots'] as const;
export type ResponseSectionId = (typeof responseSectionIds)[number];

/** What the left side shows. */
export interface ResponseScreenState {
  leftTab: 'layers' | 'response';
  section: ResponseSectionId;
}
export const responseScreenStore = createStore<ResponseScreenState>(() => ({ leftTab: 'layers', section: 'coverage' }));

export function showLayers(): void {
  responseScreenStore.setState({ leftTab: 'layers' });
}
/** @param section null keeps the one shown last */
export function showResponse(section: ResponseSectionId | null): void {
  responseScreenStore.setState((state) => ({ leftTab: 'response', section: section ?? state.section }));
}
