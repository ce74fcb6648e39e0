/** Numbers pairs of whole numbers in the order they are first seen: open addressing over typed arrays. */
export interface CoordinateTable {
  /** The number of a pair; −1 − its number when it was new. */
  add(x: number, y: number): number;
  /** The number of a pair, or −1. */
  find(x: number, y: number): number;
}

/** `most` is the largest number of pairs it will hold. */
export function coordinateTable(most: number): CoordinateTable {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, most * 2)));
  const mask = size - 1;
  const numbers = new Int32Array(size).fill(-1);
  const xs = new Int32Array(most);
  const ys = new Int32Array(most);
  let count = 0;
  const slotOf = (x: number, y: number): number => {
    let hash = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    while (numbers[slot]! >= 0 && (xs[numbers[slot]!] !== x || ys[numbers[slot]!] !== y)) slot = (slot + 1) & mask;
    return slot;
  };
  return {
    add: (x, y) => {
      const slot = slotOf(x, y);
      if (numbers[slot]! >= 0) return numbers[slot]!;
      numbers[slot] = count;
      xs[count] = x;
      ys[count] = y;
      return -1 - count++;
    },
    find: (x, y) => numbers[slotOf(x, y)]!,
  };
}
