import type { Page } from '@playwright/test';
import type { Language } from '../../shared/ipc/windows.ts';

/** Names of products, formats, systems, units and keys, patterns to type, and hashes: the same in every language. */
const sharedNames =
  /\b(?:WGS ?84|GCJ-?02|BD-?09|CGCS ?2000|EPSG|OpenStreetMap|QGIS|GeoJSON|GeoPackage|gpkg|CSV|XLSX|Excel|KML|KMZ|GPX|Shapefile|ZIP|PDF|PNG|USB|QR|PMTiles|MBTiles|DBSCAN|Gi|Getis|Ord|Benjamini|Hochberg|YYYY-MM-DD|English|EN|Esc|Ctrl|Alt|Shift|firemap|fpkg|osm|pbf|kB|MB|SHA-256|[0-9a-f]{64})\b/g;

/**
 * Texts, titles and labels of what is to be seen on a page that are in the other language: Latin words in Chinese, Chinese characters in
 * English. Keycaps are left out, and so is what stands in an element of the class `data-words`.
 * @param data names and values of the records, which are as somebody wrote them
 */
export async function foreignWords(page: Page, language: Language, data: readonly string[]): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (element.closest('kbd, script, style, .data-words') !== null) continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      for (const attribute of ['title', 'aria-label', 'placeholder', 'alt', 'aria-description', 'aria-roledescription']) {
        const value = element.getAttribute(attribute);
        if (value !== null && element.closest('[aria-hidden=true]') === null) found.push(value);
      }
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? '');
    }
    return found.map((text) => text.trim());
  });
  const foreign = language === 'en' ? /\p{Script=Han}/u : /[A-Za-z]{2,}/;
  const without = (text: string): string => data.reduce((rest, name) => rest.replaceAll(name, ''), text).replace(sharedNames, '');
  return [...new Set(texts.filter((text) => foreign.test(without(text))))];
}
