/**
 * Strongly connected components of links as in a `TravelGraph` (Tarjan 1972, with a stack of its own so that long roads do not overflow the call
 * stack): the component of every search node, how many nodes each has, and the one with the most.
 */
export function strongComponents(start: Uint32Array, links: Int32Array): { component: Int32Array; sizes: number[]; largest: number } {
  const count = start.length - 1;
  const component = new Int32Array(count).fill(-1);
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const at = start.slice(0, count);
  const open: number[] = [];
  const path: number[] = [];
  const sizes: number[] = [];
  let visited = 0;
  for (let root = 0; root < count; root++) {
    if (order[root]! >= 0) continue;
    path.push(root);
    while (path.length > 0) {
      const node = path.at(-1)!;
      if (order[node]! < 0) {
        order[node] = low[node] = visited++;
        open.push(node);
      }
      let deeper = false;
      while (at[node]! < start[node + 1]!) {
        const head = links[2 * at[node]!]!;
        if (order[head]! < 0) {
          path.push(head);
          deeper = true;
          break;
        }
        if (component[head]! < 0) low[node] = Math.min(low[node]!, low[head]!);
        at[node]!++;
      }
      if (deeper) continue;
      path.pop();
      if (low[node] !== order[node]) continue;
      let size = 0;
      for (;;) {
        const member = open.pop()!;
        component[member] = sizes.length;
        size++;
        if (member === node) break;
      }
      sizes.push(size);
    }
  }
  return { component, sizes, largest: sizes.indexOf(sizes.reduce((most, size) => Math.max(most, size), 0)) };
}

/** Search nodes that links lead to from those accepted, themselves included: 1 for each. */
export function floodLinks(start: Uint32Array, links: Int32Array, from: (node: number) => boolean): Uint8Array<ArrayBuffer> {
  const reached = new Uint8Array(start.length - 1);
  const stack: number[] = [];
  for (let node = 0; node < reached.length; node++) if (from(node)) stack.push(node);
  for (const node of stack) reached[node] = 1;
  while (stack.length > 0) {
    const node = stack.pop()!;
    for (let link = start[node]!; link < start[node + 1]!; link++) {
      const head = links[2 * link]!;
      if (reached[head] === 1) continue;
      reached[head] = 1;
      stack.push(head);
    }
  }
  return reached;
}
