import { expect, it } from 'vitest';
import { bivariateColors } from './analysis-colors.ts';
import { contrast, edgeColor, inkOn } from './contrast.ts';
import { categorySymbols, facilityColors, gradeSymbols, severitySymbols, stationColors, warningSymbols, zoneHues } from './symbols.ts';
import { tokens } from './tokens.ts';

const themes = ['light', 'dark'] as const;
const grounds = (theme: (typeof themes)[number]) => [tokens[theme].ground, tokens[theme].panel];

it('measures what the recommendation gives as examples', () => {
  expect(contrast('#000000', '#FFFFFF')).toBe(21);
  expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
  expect(contrast('#FFFFFF', '#777777')).toBe(contrast('#777777', '#FFFFFF'));
});

it.each(themes)('every colour of words can be read in the %s theme, and borders of controls be seen', (theme) => {
  for (const ground of grounds(theme)) {
    for (const name of ['text', 'textMuted', 'accent', 'danger', 'good', 'warning'] as const) {
      expect(contrast(tokens[theme][name], ground), name).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(tokens[theme].border, ground)).toBeGreaterThanOrEqual(3);
  }
});

it.each(themes)('every symbol shows its shape in the %s theme', (theme) => {
  const registries = [gradeSymbols, warningSymbols, severitySymbols, categorySymbols];
  for (const [code, { shape, color }] of registries.flatMap((registry) => Object.entries(registry))) {
    // Rings are lines of their colour; everything else has an edge.
    const outline = shape === 'ring' ? color : edgeColor(color, theme);
    for (const ground of grounds(theme)) expect(contrast(outline, ground), code).toBeGreaterThanOrEqual(3);
  }
  for (const color of [...Object.values(stationColors), ...Object.values(facilityColors), ...zoneHues]) {
    for (const ground of grounds(theme)) expect(contrast(edgeColor(color, theme), ground), color).toBeGreaterThanOrEqual(3);
  }
});

it('numbers in the nine colours of risk × response are read', () => {
  for (const theme of ['light', 'dark'] as const)
    for (const color of bivariateColors[theme]) expect(contrast(inkOn(color), color), color).toBeGreaterThanOrEqual(4.5);
});
