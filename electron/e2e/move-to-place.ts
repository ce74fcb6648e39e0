import { expect, type Page } from '@playwright/test';

type Pair = readonly [number, number];

/**
 * Moves the pointer over a place of the map, within three pixels by what the status line says is under it, and answers with where on the
 * page that is. The place has to be in sight.
 *
 * @param at where the pointer starts from: page pixels over the map
 */
export async function moveToPlace(page: Page, [lon, lat]: Pair, at: Pair): Promise<Pair> {
  const shown = page.locator('.map-status .number', { hasText: /^-?\d+\.\d+, / });
  let last = '';
  const readAt = async (x: number, y: number): Promise<Pair> => {
    await page.mouse.move(x, y);
    await expect.poll(() => shown.textContent(), { intervals: [50] }).not.toBe(last);
    last = (await shown.textContent())!;
    return last.split(', ').map(Number) as unknown as Pair;
  };
  let there: Pair;
  let before: Pair;
  let read = await readAt(...at);
  // Until the map stands still: what is read of a moving one says nothing of its scale.
  do {
    before = read;
    there = await readAt(at[0] + 80, at[1] + 80);
    read = await readAt(...at);
  } while (read[0] !== before[0] || read[1] !== before[1]);
  const perPixel: Pair = [(there[0] - read[0]) / 80, (there[1] - read[1]) / 80];
  let place = at;
  for (let turn = 0; turn < 8; turn++) {
    const off: Pair = [(lon - read[0]) / perPixel[0], (lat - read[1]) / perPixel[1]];
    if (Math.hypot(...off) < 3) return place;
    place = [Math.round(place[0] + off[0]), Math.round(place[1] + off[1])];
    read = await readAt(...place);
  }
  throw new Error(`The pointer found no way to ${lon}, ${lat}`);
}
