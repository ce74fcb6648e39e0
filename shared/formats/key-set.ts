const lanes = 4;
const firstSlots = 1 << 12;

/**
 * A set of texts that remembers 128 bits of each, so that a million keys take some 30 MB however long they are: two of them are taken for one with
 * a probability below 10⁻²⁵. The hash mixes as MurmurHash3 x86-128 does (Austin Appleby, public domain), over UTF-16 units.
 */
export function createKeySet(): { size(): number /** False when it was there already. */; add(key: string): boolean } {
  let slots = firstSlots;
  let table = new Uint32Array(slots * lanes);
  let size = 0;
  const hash = new Uint32Array(lanes);
  /** Puts a hash into its slot; false when it is there. An all-zero slot is empty. */
  const put = (into: Uint32Array, count: number, a: number, b: number, c: number, d: number): boolean => {
    for (let slot = a & (count - 1); ; slot = (slot + 1) & (count - 1)) {
      const at = slot * lanes;
      if (into[at] === 0 && into[at + 1] === 0 && into[at + 2] === 0 && into[at + 3] === 0) {
        into[at] = a;
        into[at + 1] = b;
        into[at + 2] = c;
        into[at + 3] = d;
        return true;
      }
      if (into[at] === a && into[at + 1] === b && into[at + 2] === c && into[at + 3] === d) return false;
    }
  };
  const grow = (): void => {
    const larger = new Uint32Array(slots * 2 * lanes);
    for (let at = 0; at < table.length; at += lanes) {
      const a = table[at]!;
      const b = table[at + 1]!;
      const c = table[at + 2]!;
      const d = table[at + 3]!;
      if (a !== 0 || b !== 0 || c !== 0 || d !== 0) put(larger, slots * 2, a, b, c, d);
    }
    table = larger;
    slots *= 2;
  };
  return {
    size: () => size,
    add: (key) => {
      hashInto(hash, key);
      if (size * 2 >= slots) grow();
      const isNew = put(table, slots, hash[0]!, hash[1]!, hash[2]!, (hash[3]! | 1) >>> 0);
      if (isNew) size += 1;
      return isNew;
    },
  };
}

const k1 = 0x239b961b;
const k2 = 0xab0e9789;
const k3 = 0x38b34ae5;
const k4 = 0xa1e38b93;
const turn = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** Two UTF-16 units of a text; beyond its end they are 0. */
const unitsAt = (key: string, at: number): number => {
  const { length } = key;
  if (at + 1 < length) return key.charCodeAt(at) | (key.charCodeAt(at + 1) << 16);
  return at < length ? key.charCodeAt(at) : 0;
};

function hashInto(hash: Uint32Array, key: string): void {
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
  for (let at = 0; at < key.length; at += 8) {
    h1 ^= Math.imul(turn(Math.imul(unitsAt(key, at), k1), 15), k2);
    h1 = (Math.imul(turn(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(turn(Math.imul(unitsAt(key, at + 2), k2), 16), k3);
    h2 = (Math.imul(turn(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(turn(Math.imul(unitsAt(key, at + 4), k3), 17), k4);
    h3 = (Math.imul(turn(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(turn(Math.imul(unitsAt(key, at + 6), k4), 18), k1);
    h4 = (Math.imul(turn(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
  }
  const length = key.length;
  const sum = ((h1 ^ length) + (h2 ^ length) + (h3 ^ length) + (h4 ^ length)) | 0;
  const a = finish(sum);
  const b = finish((sum + (h2 ^ length)) | 0);
  const c = finish((sum + (h3 ^ length)) | 0);
  const d = finish((sum + (h4 ^ length)) | 0);
  const total = (a + b + c + d) | 0;
  hash[0] = total;
  hash[1] = b + total;
  hash[2] = c + total;
  hash[3] = d + total;
}

function finish(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
