/** z/x/y of a tile that exists in the pyramid, else null. A file extension on y is ignored. */
export function tileAddress(segments: string[]): { z: number; x: number; y: number } | null {
  if (segments.length !== 3 || segments.some((segment) => !/^\d{1,9}(\.\w+)?$/.test(segment))) return null;
  const [z, x, y] = segments.map((segment) => Number.parseInt(segment, 10)) as [number, number, number];
  return z <= 24 && x < 2 ** z && y < 2 ** z ? { z, x, y } : null;
}
