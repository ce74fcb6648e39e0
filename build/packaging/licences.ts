/** Licences whose code may be in the app or in the tools that make it. Permissive ones only, by SPDX identifier. */
export const allowedLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Licences allowed besides for tools that never reach a package: file-level copyleft and a waiver. */
export const allowedForTools = new Set([...allowedLicences, 'MPL-2.0', 'WTFPL']);

/**
 * Whether an SPDX expression can be met with allowed licences: one side of an OR, both of an AND, which binds closer
 * (SPDX specification 2.3, annex D). Anything that is no such expression is refused.
 */
export function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const choice = (): boolean => {
    let met = both();
    while (tokens[at] === 'OR') {
      at += 1;
      met = both() || met;
    }
    return met;
  };
  const both = (): boolean => {
    let met = term();
    while (tokens[at] === 'AND') {
      at += 1;
      met = term() && met;
    }
    return met;
  };
  const term = (): boolean => {
    const token = tokens[at++];
    if (token !== '(') return token !== undefined && allowed.has(token);
    const met = choice();
    return tokens[at++] === ')' && met;
  };
  const met = choice();
  return met && at === tokens.length;
}
