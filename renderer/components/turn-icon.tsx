/** An arrow turning back (undo) or, mirrored, forward again (redo). */
export function TurnIcon({ forward = false }: { forward?: boolean }) {
  return (
    <svg className="anticon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <g transform={forward ? 'matrix(-1 0 0 1 16 0)' : undefined} fill="none" stroke="currentColor" strokeWidth="1.5">
        <path d="M6 2.7 2.7 6 6 9.300" strokeLinejoin="round" strokeLinecap="round" />
        <path d="M3 6h6.700a3.500 3.500 0 0 1 0 7H6.500" strokeLinecap="round" />
      </g>
    </svg>
  );
}
