import type { RoadClass } from '../model/codes.ts';
import { normalizeWord } from './normalize-words.ts';

/** Road class words of city and highway departments, longest first where one contains another. */
const words: readonly [word: string, roadClass: RoadClass][] = [
  ['高速公路', 'motorway'],
  ['高速', 'motorway'],
  ['城市快速路', 'trunk'],
  ['快速路', 'trunk'],
  ['国道', 'primary'],
  ['城市主干路', 'primary'],
  ['主干道', 'primary'],
  ['主干路', 'primary'],
  ['省道', 'secondary'],
  ['次干道', 'secondary'],
  ['次干路', 'secondary'],
  ['县道', 'tertiary'],
  ['支路', 'tertiary'],
  ['乡道', 'unclassified'],
  ['村道', 'residential'],
  ['居住区道路', 'residential'],
  ['小区道路', 'service'],
  ['内部道路', 'service'],
  ['街巷', 'residential'],
  ['巷道', 'living_street'],
  ['胡同', 'living_street'],
  ['步行街', 'pedestrian'],
  ['人行道', 'footway'],
  ['自行车道', 'cycleway'],
  ['高架', 'trunk'],
  ['匝道', 'motorway_link'],
];
const normalized = words.map(([word, roadClass]) => [normalizeWord(word), roadClass] as const);

/** The class a Chinese road word stands for, or null. */
export function roadClassOfWord(text: string): RoadClass | null {
  const plain = normalizeWord(text);
  return plain === '' ? null : (normalized.find(([word]) => plain.includes(word))?.[1] ?? null);
}
