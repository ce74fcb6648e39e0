export type PasswordStrength = 'tooShort' | 'weak' | 'fair' | 'strong';

export const shortestPassword = 8;

/**
 * How long a password would stand up to guessing, roughly: bits of as many random characters of the kinds it uses, where a
 * character that repeats its neighbour or goes on from it (`aaaa`, `1234`) counts for little. A hint, no guarantee.
 */
export function passwordStrength(password: string): PasswordStrength {
  const characters = [...password];
  if (characters.length < shortestPassword) return 'tooShort';
  const kinds: [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[0-9]/, 10],
    [/[ -/:-@[-`{-~]/, 33],
    [/[^ -~]/, 2000],
  ];
  const alphabet = kinds.reduce((sum, [pattern, size]) => (pattern.test(password) ? sum + size : sum), 0);
  const free = characters.filter((character, index) => {
    const step = (character.codePointAt(0) ?? 0) - (characters[index - 1]?.codePointAt(0) ?? Number.NEGATIVE_INFINITY);
    return Math.abs(step) > 1;
  }).length;
  const bits = free * Math.log2(alphabet);
  return bits < 40 ? 'weak' : bits < 64 ? 'fair' : 'strong';
}
