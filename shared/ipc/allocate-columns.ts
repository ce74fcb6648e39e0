import { type ColumnArray, type ColumnSetName, type ColumnType, columnSets } from './data-plane.ts';

export const columnMakers: Record<ColumnType, new (length: number) => ColumnArray> = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
};

/** Empty columns of a set, to be filled chunk by chunk. */
export function allocateColumns(set: ColumnSetName, count: number): Record<string, ColumnArray> {
  const kinds: [string, ColumnType][] = Object.entries(columnSets[set]);
  return Object.fromEntries(kinds.map(([name, kind]) => [name, new columnMakers[kind](count)]));
}
