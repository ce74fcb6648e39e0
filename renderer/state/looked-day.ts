import { createStore } from 'zustand/vanilla';

/** The day premises, hazards, heat and analyses are shown as of, by the dates in the records; null is today. */
export const lookedDayStore = createStore<{ day: number | null }>(() => ({ day: null }));

export function lookAtDay(day: number | null): void {
  lookedDayStore.setState({ day });
}
