import { InputNumber, Slider } from 'antd';
import { useEffect, useState } from 'react';

interface NumberSliderProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  unit: string;
  /** Bounds of the typed value, when wider than the slider's. */
  inputMin?: number;
  inputMax?: number;
  onChange: (value: number) => void;
  testId?: string;
}

/** One number by slider or by typing; both say the same and both work by keyboard. */
export function NumberSlider({ label, value, min, max, step, unit, inputMin = min, inputMax = max, onChange, testId }: NumberSliderProps) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  const commit = (next: number | null) => {
    if (next === null || !Number.isFinite(next)) return;
    const bounded = Math.min(inputMax, Math.max(inputMin, next));
    setDraft(bounded);
    if (bounded !== value) onChange(bounded);
  };
  return (
    <div className="number-slider">
      <span className="control-label">{label}</span>
      <div className="number-slider-row">
        <Slider
          min={min}
          max={max}
          step={step}
          value={Math.min(max, Math.max(min, draft))}
          onChange={commit}
          tooltip={{ open: false }}
          ariaLabelForHandle={label}
        />
        <InputNumber
          size="small"
          min={inputMin}
          max={inputMax}
          step={step}
          value={draft}
          onChange={commit}
          suffix={unit}
          controls={false}
          aria-label={label}
          data-testid={testId}
        />
      </div>
    </div>
  );
}
