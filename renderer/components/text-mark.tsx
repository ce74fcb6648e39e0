import { Glyph, type GlyphShape } from './glyph.tsx';

/** A symbol with its words: colour never stands alone. */
export function TextMark({ shape, color, text }: { shape: GlyphShape; color: string; text: string }) {
  return (
    <span className="mark">
      <Glyph shape={shape} color={color} />
      {text}
    </span>
  );
}
