/**
 * An automaton over driven arcs that knows when a forbidden sequence of arcs is complete (Aho and Corasick, "Efficient string matching", 1975). State 0
 * is "nothing of note driven"; only sequences' beginnings have states of their own, so it is as small as the restrictions are few.
 */
export interface TurnStates {
  count: number;
  /** The arc driven last in a state; −1 for state 0. */
  lastArc: Int32Array;
  /** The state after driving one more arc, or −1 when that completes a forbidden sequence. */
  next(state: number, arc: number): number;
}

export function buildTurnStates(forbidden: readonly (readonly number[])[]): TurnStates {
  const children: Map<number, number>[] = [new Map()];
  const lastArc = [-1];
  const complete = [false];
  for (const arcs of forbidden) {
    let state = 0;
    for (const arc of arcs) {
      let child = children[state]!.get(arc);
      if (child === undefined) {
        child = children.push(new Map()) - 1;
        lastArc.push(arc);
        complete.push(false);
        children[state]!.set(arc, child);
      }
      state = child;
    }
    complete[state] = true;
  }
  // Longest proper ending of a state's arcs that is itself a beginning, breadth first.
  const shorter = new Int32Array(children.length);
  const queue = [...children[0]!.values()];
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at]!;
    for (const [arc, child] of children[state]!) {
      shorter[child] = step(shorter[state]!, arc);
      if (complete[shorter[child]!]) complete[child] = true;
      queue.push(child);
    }
  }
  return {
    count: children.length,
    lastArc: Int32Array.from(lastArc),
    next: (state, arc) => {
      const to = step(state, arc);
      return complete[to] ? -1 : to;
    },
  };

  function step(state: number, arc: number): number {
    for (let at = state; ; at = shorter[at]!) {
      const child = children[at]!.get(arc);
      if (child !== undefined) return child;
      if (at === 0) return 0;
    }
  }
}
