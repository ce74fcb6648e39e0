/**
 * The program's own arguments. An unpackaged app is started as `electron [switches] APP …`, a packaged one without APP.
 * Switches before APP belong to the runtime.
 */
export function ownArguments(argv: readonly string[], packaged: boolean): string[] {
  const rest = argv.slice(1);
  if (packaged) return rest;
  let index = 0;
  while (index < rest.length && rest[index]!.startsWith('-')) index += rest[index] === '-r' || rest[index] === '--require' ? 2 : 1;
  return rest.slice(index + 1);
}
