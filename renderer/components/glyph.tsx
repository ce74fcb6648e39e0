export type GlyphShape = 'circle' | 'diamond' | 'triangle' | 'square' | 'ring' | 'cross' | 'line' | 'dashes' | 'area';

const paths: Record<Exclude<GlyphShape, 'ring' | 'line' | 'dashes' | 'area'>, string> = {
  circle: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11Z',
  diamond: 'M8 1.5 14.5 8 8 14.5 1.5 8Z',
  triangle: 'M8 2 14.6 13.5H1.4Z',
  square: 'M3 3h10v10H3Z',
  cross: 'M3 5 5 3 8 6 11 3 13 5 10 8 13 11 11 13 8 10 5 13 3 11 6 8Z',
};

/** The same mixture as `edgeColor` of shared/look/contrast.ts, which the map's own images use. */
const edgeOf = (color: string): string => `color-mix(in srgb, ${color} 55%, var(--text))`;

/** One map symbol, drawn small: shape says what colour says. Decorative: the text beside it carries the meaning. */
export function Glyph({ shape, color, size = 12 }: { shape: GlyphShape; color: string; size?: number }) {
  return (
    <svg className="glyph" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shape === 'ring' ? (
        <circle cx="8" cy="8" r="4.6" fill="none" stroke={color} strokeWidth="2.2" />
      ) : shape === 'line' || shape === 'dashes' ? (
        <path d="M1 8h14" stroke={color} strokeWidth="2.4" strokeDasharray={shape === 'dashes' ? '4 2' : undefined} />
      ) : shape === 'area' ? (
        <rect x="1.5" y="3" width="13" height="10" rx="1.5" fill={color} fillOpacity="0.18" stroke={color} strokeWidth="1.8" />
      ) : (
        <path d={paths[shape]} fill={color} stroke={edgeOf(color)} strokeWidth="1.2" strokeLinejoin="round" />
      )}
    </svg>
  );
}
