import { expect, type Page } from '@playwright/test';

export interface PagePoint {
  x: number;
  y: number;
}

/** A place of the map by shares of its width and height. */
export async function onMap(page: Page, x: number, y: number): Promise<PagePoint> {
  const box = (await page.locator('.maplibregl-canvas').boundingBox())!;
  return { x: box.x + box.width * x, y: box.y + box.height * y };
}

/** Clicks a place of the map, by shares of its width and height. */
export async function clickMap(page: Page, x: number, y: number): Promise<void> {
  const place = await onMap(page, x, y);
  await page.mouse.click(place.x, place.y);
}

/** Draws a line on the map: presses the button that asks for one, clicks its corners and finishes it. */
export async function drawLine(page: Page, button: string, corners: readonly PagePoint[]): Promise<void> {
  await page.getByTestId(button).click();
  for (const { x, y } of corners) await page.mouse.click(x, y);
  await page.getByTestId('drawing-finish').click();
}

/** The middle of what the panels leave of the map: what is flown to stands there. */
export async function middleOfMap(page: Page): Promise<PagePoint> {
  const box = (await page.locator('.maplibregl-canvas').boundingBox())!;
  return { x: box.x + (box.width + 376 - 8) / 2, y: box.y + (box.height + 64 - 40) / 2 };
}

/** Chooses from the menu of a place. */
export async function chooseAt(page: Page, place: PagePoint, entry: string): Promise<void> {
  await page.mouse.click(place.x, place.y, { button: 'right' });
  await page.getByTestId(`menu-${entry}`).click();
}

/** Waits until what stands at a place can be dragged: the map has come to rest there. */
export async function expectGrab(page: Page, place: PagePoint): Promise<void> {
  let nudge = 0;
  await expect
    .poll(
      async () => {
        await page.mouse.move(place.x + (nudge++ % 2), place.y);
        return page.locator('.maplibregl-canvas').evaluate((canvas) => canvas.style.cursor);
      },
      { timeout: 30_000 },
    )
    .toBe('grab');
}

/** Presses what stands at a place and can be dragged, once it can be. */
export async function grab(page: Page, place: PagePoint): Promise<void> {
  await expectGrab(page, place);
  await page.mouse.down();
}
