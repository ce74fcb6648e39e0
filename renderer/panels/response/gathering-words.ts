const confidences = ['cold99', 'cold95', 'cold90', 'none', 'hot90', 'hot95', 'hot99'] as const;

/** Words of a confidence class, −3 … 3. */
export const confidenceKey = (level: number): `analyses.confidence.${(typeof confidences)[number]}` =>
  `analyses.confidence.${confidences[level + 3]!}`;

/** Three significant digits; a dash where there is no number. */
export const readable = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '—');
