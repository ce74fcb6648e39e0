/** The same batches, with a checkpoint before each is handed on; what that throws ends the reading. */
export async function* withCheckpoints<Batch, End>(
  source: AsyncGenerator<Batch, End, void>,
  checkpoint: () => void,
): AsyncGenerator<Batch, End, void> {
  for (let next = await source.next(); ; next = await source.next()) {
    if (next.done === true) return next.value;
    checkpoint();
    yield next.value;
  }
}
