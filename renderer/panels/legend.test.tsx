// @vitest-environment happy-dom
import { cleanup } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { gradeSymbols, severitySymbols, warningSymbols } from '../../shared/look/symbols.ts';
import { heatRamp, heatStrengths, tokens } from '../../shared/look/tokens.ts';
import { texts } from '../../shared/text/index.ts';
import { heatStore, initialHeat } from '../state/heat.ts';
import { initialLayers, layerEntry, layersStore, setPremisesSymbolBy, showOnly } from '../state/layers.ts';
import { renderScreen } from '../testing/render-screen.tsx';
import { Legend } from './legend.tsx';

afterEach(() => {
  cleanup();
  layersStore.setState(initialLayers);
  heatStore.setState(initialHeat);
});

const colorsIn = (container: HTMLElement): (string | null)[] =>
  [...container.querySelectorAll('.legend-rows svg > *')].map(
    (shape) => shape.getAttribute('fill')?.replace('none', '') || shape.getAttribute('stroke'),
  );

it.each([
  ['grade', gradeSymbols, texts['zh-CN'].codes.grade],
  ['warningColor', warningSymbols, texts['zh-CN'].codes.warningColor],
] as const)('names every symbol of premises by %s, in the colours of the map', async (choice, symbols, words) => {
  showOnly(['premises']);
  setPremisesSymbolBy(choice);
  const { container } = await renderScreen(<Legend foldable={false} />);
  expect(colorsIn(container)).toEqual(Object.values(symbols).map(({ color }) => color));
  for (const word of Object.values(words)) expect(container.textContent).toContain(word);
});

it('explains only what is shown', async () => {
  showOnly(['hazards']);
  const { container } = await renderScreen(<Legend foldable={false} />, 'en');
  expect(colorsIn(container)).toEqual(Object.values(severitySymbols).map(({ color }) => color));
  expect(container.textContent).not.toContain(texts.en.codes.grade.gradeGood);
});

it('gives the heat its bounds, its unit and its bandwidth', async () => {
  showOnly(['heat']);
  heatStore.setState({ source: 'hazards', weight: 'openHazards', bandwidthMeters: 450, classes: [1, 2, 5, 10, 1500, 3000] });
  const { container } = await renderScreen(<Legend foldable={false} />);
  const text = container.textContent ?? '';
  for (const part of ['条/平方公里', '450', '1,500', '3,000']) expect(text).toContain(part);
  // Paper below, the class above: as translucent as on the map, the first fading in.
  const swatches = [...container.querySelectorAll('.legend-ramp svg')].map((svg) => [...svg.querySelectorAll('rect')]);
  expect(swatches.map(([paper]) => paper?.getAttribute('fill'))).toEqual(heatRamp.light.map(() => tokens.light.ground));
  expect(swatches.slice(1).map(([, ink]) => ink?.getAttribute('fill'))).toEqual(heatRamp.light.slice(1));
  expect([...swatches[0]![0]!.ownerSVGElement!.querySelectorAll('stop')].map((stop) => stop.getAttribute('stop-color'))).toEqual([
    heatRamp.light[0],
    heatRamp.light[0],
  ]);
  const { opacity } = layerEntry(layersStore.getState(), 'heat')!;
  expect(swatches.map(([, ink]) => Number(ink?.getAttribute('fill-opacity')))).toEqual(heatStrengths.map((one) => one * opacity));
});
