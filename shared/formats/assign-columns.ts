/**
 * The assignment of rows to columns with the greatest sum of weights: each row has at most one column, each column at most one row; a
 * weight of 0 is no pair. Answers the column of each row, −1 for none. Hungarian method with potentials (Kuhn 1955, in the O(rows² · columns)
 * form of Jonker and Volgenant 1987); every row may also stay alone.
 */
export function assignColumns(weights: readonly (readonly number[])[], columnCount: number): number[] {
  const rowCount = weights.length;
  // A column of its own for every row stands for none.
  const width = columnCount + rowCount;
  const costOf = (row: number, column: number): number => (column < columnCount ? -(weights[row]![column] ?? 0) : 0);
  const rowPotential = new Float64Array(rowCount + 1);
  const columnPotential = new Float64Array(width + 1);
  /** 1-based row of each column; 0 when free. */
  const rowOf = new Int32Array(width + 1);
  const cameFrom = new Int32Array(width + 1);
  for (let row = 1; row <= rowCount; row++) {
    const slack = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY);
    const done = new Uint8Array(width + 1);
    rowOf[0] = row;
    let column = 0;
    while (rowOf[column] !== 0) {
      done[column] = 1;
      const current = rowOf[column]!;
      let least = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let other = 1; other <= width; other++) {
        if (done[other] === 1) continue;
        const reduced = costOf(current - 1, other - 1) - rowPotential[current]! - columnPotential[other]!;
        if (reduced < slack[other]!) {
          slack[other] = reduced;
          cameFrom[other] = column;
        }
        if (slack[other]! < least) {
          least = slack[other]!;
          next = other;
        }
      }
      for (let other = 0; other <= width; other++) {
        if (done[other] === 1) {
          rowPotential[rowOf[other]!]! += least;
          columnPotential[other]! -= least;
        } else slack[other]! -= least;
      }
      column = next;
    }
    while (column !== 0) {
      const previous = cameFrom[column]!;
      rowOf[column] = rowOf[previous]!;
      column = previous;
    }
  }
  const columnOf = new Array<number>(rowCount).fill(-1);
  for (let column = 1; column <= columnCount; column++) {
    const row = rowOf[column]! - 1;
    if (row >= 0 && (weights[row]![column - 1] ?? 0) > 0) columnOf[row] = column - 1;
  }
  return columnOf;
}
