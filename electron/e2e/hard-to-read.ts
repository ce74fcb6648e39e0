import type { Page } from '@playwright/test';

/** The least contrast of words, and of large words, symbols and the borders of controls (WCAG 2.2, 1.4.3 and 1.4.11). */
const enough = { words: 4.5, shapes: 3 } as const;

/**
 * What is to be seen on a page and stands out too little from what is behind it, or can be operated and has no name. Left out, as the
 * recommendation does: what is disabled, and what lies on the map itself.
 */
export function hardToRead(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    type Color = readonly [red: number, green: number, blue: number, alpha: number];
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
    const read = new Map<string, Color>();
    const colorOf = (text: string): Color => {
      let color = read.get(text);
      if (color === undefined) {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = text;
        canvas.fillRect(0, 0, 1, 1);
        const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
        color = [red!, green!, blue!, alpha! / 255];
        read.set(text, color);
      }
      return color;
    };
    const over = ([r, g, b, a]: Color, [red, green, blue]: Color): Color => [
      r * a + red * (1 - a),
      g * a + green * (1 - a),
      b * a + blue * (1 - a),
      1,
    ];
    const behind = (element: Element | null): Color => {
      if (element === null) return colorOf(getComputedStyle(document.body).backgroundColor);
      const color = colorOf(getComputedStyle(element).backgroundColor);
      return color[3] === 1 ? color : over(color, behind(element.parentElement));
    };
    const light = (color: Color): number => {
      const [red, green, blue] = color.slice(0, 3).map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      }) as [number, number, number];
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    };
    const contrast = (one: Color, other: Color): number => {
      const [a, b] = [light(one), light(other)];
      return Math.max(a, b) / Math.min(a, b);
    };
    const shownShare = (element: Element | null): number =>
      element === null ? 1 : Number(getComputedStyle(element).opacity) * shownShare(element.parentElement);
    const off = ':disabled, [aria-disabled=true], [class*="-disabled"], label:has(:disabled)';
    const passed = (element: Element): boolean =>
      !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
      element.closest(`${off}, .visually-hidden, canvas`) !== null;
    const found = new Set<string>();
    const say = (what: string, element: Element, ratio?: number): void => {
      const classes = [...element.classList].filter((name) => !name.startsWith('css-')).join('.');
      const words = (element.textContent ?? '').trim().slice(0, 24);
      found.add(`${what}${ratio === undefined ? '' : ` ${ratio.toFixed(2)}`}: ${element.tagName.toLowerCase()}.${classes} ${words}`.trim());
    };

    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
      if (!words || element.closest('script, style') !== null || passed(element)) continue;
      const { color, fontSize, fontWeight } = getComputedStyle(element);
      const size = Number.parseFloat(fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
      const ground = behind(element);
      const [red, green, blue, alpha] = colorOf(color);
      const ratio = contrast(over([red, green, blue, alpha * shownShare(element)], ground), ground);
      if (ratio < (large ? least.shapes : least.words)) say('words', element, ratio);
    }

    const framed =
      '.ant-input, .ant-input-affix-wrapper, .ant-input-number, .ant-select, .ant-checkbox, .ant-radio, .ant-switch, .ant-slider-rail, .ant-slider-track, .ant-btn:not(.ant-btn-variant-text, .ant-btn-variant-link)';
    for (const element of document.querySelectorAll(framed)) {
      // The frame of a compound field is its outermost; the palette is one field as a whole.
      if (passed(element) || element.parentElement?.closest('.ant-input-affix-wrapper, .ant-select, .ant-input-number')) continue;
      if (element.closest('.palette') !== null) continue;
      const ground = behind(element.parentElement);
      const inside = behind(element);
      const { borderTopColor, borderTopWidth } = getComputedStyle(element);
      const frame = Number.parseFloat(borderTopWidth) > 0 ? contrast(over(colorOf(borderTopColor), inside), ground) : 1;
      const ratio = Math.max(frame, contrast(inside, ground));
      if (ratio < least.shapes) say('frame', element, ratio);
    }

    for (const picture of document.querySelectorAll('svg.glyph, .anticon svg')) {
      if (passed(picture)) continue;
      const ground = behind(picture.parentElement);
      const share = shownShare(picture);
      // Of a pictogram the square or the picture in it.
      const ratios = [picture, ...picture.querySelectorAll('*')]
        .filter((shape) => shape.childElementCount === 0)
        .flatMap((shape) => [getComputedStyle(shape).fill, getComputedStyle(shape).stroke])
        .filter((color) => color !== 'none')
        .map((color) => {
          const [red, green, blue, alpha] = colorOf(color);
          return contrast(over([red, green, blue, alpha * share], ground), ground);
        });
      if (Math.max(...ratios) < least.shapes) say('symbol', picture.parentElement!, Math.max(...ratios));
    }

    const operable =
      'button, a[href], input, select, textarea, [role=button], [role=slider], [role=switch], [role=checkbox], [role=radio], [role=combobox], [role=tab], [role=menuitem], [role=option]';
    for (const element of document.querySelectorAll<HTMLElement>(operable)) {
      if (element.closest('[aria-hidden=true]') !== null || !element.checkVisibility({ visibilityProperty: true })) continue;
      const byId = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
      const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent ?? '');
      const names = [element.getAttribute('aria-label'), element.title, element.textContent, ...byId, ...labels];
      if (names.every((name) => (name ?? '').trim() === '')) say('no name', element);
    }
    return [...found];
  }, enough);
}
