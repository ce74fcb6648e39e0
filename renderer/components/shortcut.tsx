/** A keyboard shortcut as keycaps, e.g. `Ctrl+Shift+Z`. */
export function Shortcut({ keys }: { keys: string }) {
  return (
    <span className="shortcut">
      {keys.split('+').map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
