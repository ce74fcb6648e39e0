/** A white picture in a coloured rounded square, as on the map. `fill` and `cut` are paths in a 24×24 box. */
export function Pictogram({ color, fill, cut }: { color: string; fill: string; cut: string | null }) {
  return (
    <svg className="glyph" width="16" height="16" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect width="24" height="24" rx="6" fill={color} />
      <g transform="translate(3.4 3.2) scale(0.72)">
        <path d={fill} fill="#fff" />
        {cut ? <path d={cut} fill={color} /> : null}
      </g>
    </svg>
  );
}
