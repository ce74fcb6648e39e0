import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A member of an archive: its content in pieces, made only when its turn comes. */
export interface ZipMember {
  name: string;
  content: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
  /** Already as small as it gets. */
  stored?: boolean;
}

/** A zip archive as it grows: one piece of one member in memory at a time. */
export async function* zipMembers(members: Iterable<ZipMember> | AsyncIterable<ZipMember>): AsyncGenerator<Uint8Array, void, void> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  const encoder = new TextEncoder();
  for await (const { name, content, stored = false } of members) {
    const member = stored ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 3 });
    zip.add(member);
    for await (const piece of content) {
      member.push(typeof piece === 'string' ? encoder.encode(piece) : piece);
      yield* ready;
      ready = [];
    }
    member.push(new Uint8Array(0), true);
    yield* ready;
    ready = [];
  }
  zip.end();
  yield* ready;
}
