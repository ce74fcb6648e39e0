import { createStore } from 'zustand/vanilla';

/** Whether analyses of all premises are asked of those alone that the filters of the layers leave. */
export const responseScopeStore = createStore<{ filtered: boolean }>(() => ({ filtered: false }));

export function setFilteredScope(filtered: boolean): void {
  responseScopeStore.setState({ filtered });
}
