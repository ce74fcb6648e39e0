/** Takes bytes by count out of a stream of pieces. */
export interface StreamReader {
  /** The next bytes, fewer at the end. Valid until the next call. */
  take(count: number): Promise<Uint8Array>;
  /** Lets go of the stream. */
  end(): Promise<void>;
}

export function streamReader(pieces: AsyncGenerator<Uint8Array, void, void>): StreamReader {
  let held = new Uint8Array(0);
  let at = 0;
  let ended = false;
  return {
    async take(count) {
      if (held.length - at < count && !ended) {
        const parts = [held.subarray(at)];
        let total = held.length - at;
        while (total < count) {
          const next = await pieces.next();
          if (next.done === true) {
            ended = true;
            break;
          }
          parts.push(next.value.slice());
          total += next.value.length;
        }
        held = new Uint8Array(total);
        let filled = 0;
        for (const part of parts) {
          held.set(part, filled);
          filled += part.length;
        }
        at = 0;
      }
      const taken = held.subarray(at, at + count);
      at += taken.length;
      return taken;
    },
    async end() {
      ended = true;
      await pieces.return();
    },
  };
}
