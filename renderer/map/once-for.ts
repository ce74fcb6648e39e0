/** Makes something once of every source: the same source gives the same object, so that the map is not told twice. */
export function onceFor<Source extends object, Made>(make: (source: Source) => Made): (source: Source) => Made {
  const made = new WeakMap<Source, Made>();
  return (source) => {
    const found = made.get(source) ?? make(source);
    made.set(source, found);
    return found;
  };
}
