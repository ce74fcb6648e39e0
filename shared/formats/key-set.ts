const lanes = 4;
const firstSlots = 1 << 12;
/** From here on memory counts for more than copying. */
const manySlots = 1 << 18;

export interface KeySet {
  size(): number;
  /** Of each key in turn, whether it was not there yet. */
  addAll(keys: readonly string[]): boolean[];
}

/**
 * A set of texts that remembers 128 bits of each, so that a million keys take some 30 MB however long they are: two of them are taken for one with
 * a probability below 10⁻²⁵. The hash mixes as MurmurHash3 x86-128 does (Austin Appleby, public domain), over UTF-16 units.
 */
export function createKeySet(): KeySet {
  let slots = firstSlots;
  let table = new Uint32Array(slots * lanes);
  let size = 0;
  let hashes = new Uint32Array(0);
  let heads = new Uint32Array(0);
  /** Puts a hash into its slot; false when it is there. An all-zero slot is empty. */
  const put = (into: Uint32Array, count: number, from: Uint32Array, place: number): boolean => {
    const a = from[place]!;
    const b = from[place + 1]!;
    const c = from[place + 2]!;
    const d = from[place + 3]!;
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
    const count = slots * (slots < manySlots ? 4 : 2);
    const larger = new Uint32Array(count * lanes);
    for (let at = 0; at < table.length; at += lanes)
      if (table[at] !== 0 || table[at + 1] !== 0 || table[at + 2] !== 0 || table[at + 3] !== 0) put(larger, count, table, at);
    table = larger;
    slots = count;
  };
  return {
    size: () => size,
    addAll: (keys) => {
      const { length } = keys;
      if (heads.length < length) [hashes, heads] = [new Uint32Array(length * lanes), new Uint32Array(length)];
      while ((size + length) * 2 >= slots) grow();
      for (let key = 0; key < length; key++) hashInto(hashes, key * lanes, keys[key]!);
      // Slots lie all over memory. Read one after the other with nothing between, the processor waits for many of them at a time.
      for (let key = 0; key < length; key++) heads[key] = table[(hashes[key * lanes]! & (slots - 1)) * lanes]!;
      return keys.map((_, key) => {
        const isNew = put(table, slots, hashes, key * lanes);
        if (isNew) size += 1;
        return isNew;
      });
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

/** Four lanes at `place`, of which the last is never 0. */
function hashInto(hashes: Uint32Array, place: number, key: string): void {
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
  hashes[place] = total;
  hashes[place + 1] = b + total;
  hashes[place + 2] = c + total;
  hashes[place + 3] = (d + total) | 1;
}

function finish(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
