import { expect, it } from 'vitest';
import { passwordStrength } from './password-strength.ts';

it.each([
  ['', 'tooShort'],
  ['aB3$xY7', 'tooShort'],
  ['12345678', 'weak'],
  ['88888888888888888888', 'weak'],
  ['abcdefghijklmnop', 'weak'],
  ['19870512', 'weak'],
  ['hongshan2026', 'fair'],
  ['洪山消防大队二零二六', 'strong'],
  ['kV7!pQ2#tL9z', 'strong'],
])('finds %j %s', (password, strength) => {
  expect(passwordStrength(password)).toBe(strength);
});
