/** The first of numbered names that none has yet. @param nameOf name of a number from 1 on */
export function freeName(taken: readonly string[], nameOf: (n: number) => string): string {
  const names = new Set(taken);
  let number = 1;
  while (names.has(nameOf(number))) number += 1;
  return nameOf(number);
}
