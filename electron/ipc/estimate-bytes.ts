/** Rough size in bytes of a structured-clone value. Stops counting once past `limit`, so a huge value costs little. */
export function estimateBytes(value: unknown, limit: number): number {
  const stack: unknown[] = [value];
  let bytes = 0;
  while (stack.length > 0 && bytes <= limit) {
    const item = stack.pop();
    if (typeof item === 'string') bytes += item.length * 2;
    else if (ArrayBuffer.isView(item) || item instanceof ArrayBuffer) bytes += item.byteLength;
    else if (Array.isArray(item)) {
      bytes += 8;
      for (const element of item) stack.push(element);
    } else if (typeof item === 'object' && item !== null) {
      bytes += 8;
      for (const [key, element] of Object.entries(item)) {
        bytes += key.length * 2;
        stack.push(element);
      }
    } else bytes += 8;
  }
  return bytes;
}
