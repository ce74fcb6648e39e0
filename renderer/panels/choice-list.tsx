import { Checkbox } from 'antd';
import { Glyph, type GlyphShape } from '../components/glyph.tsx';
import { formatCount } from '../format.ts';

interface Choice<C extends string> {
  value: C;
  label: string;
  count: number | undefined;
  symbol: { shape: GlyphShape; color: string };
}

/** Tick boxes with symbol, words and count. None ticked means no restriction. */
export function ChoiceList<C extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly Choice<C>[];
  value: readonly C[];
  onChange: (value: C[]) => void;
}) {
  return (
    <fieldset className="control choice-fieldset">
      <legend className="control-label">{label}</legend>
      <div className="choice-list">
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            checked={value.includes(choice.value)}
            onChange={({ target }) => onChange(target.checked ? [...value, choice.value] : value.filter((other) => other !== choice.value))}
          >
            <Glyph shape={choice.symbol.shape} color={choice.symbol.color} />
            <span className="choice-text">{choice.label}</span>
            <span className="choice-count number">{choice.count === undefined ? '' : formatCount(choice.count)}</span>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
