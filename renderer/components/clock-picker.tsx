import { TimePicker } from 'antd';
import dayjs from 'dayjs';

interface ClockPickerProps {
  label: string;
  /** `HH:MM`; null for none. */
  value: string | null;
  /** Whether it may be emptied. */
  clearable: boolean;
  onChange(value: string | null): void;
}

/** A time of day on the 24-hour clock, typed or picked, in any language. */
export function ClockPicker({ label, value, clearable, onChange }: ClockPickerProps) {
  return (
    <TimePicker
      size="small"
      format="HH:mm"
      minuteStep={5}
      needConfirm={false}
      allowClear={clearable}
      placeholder={label}
      aria-label={label}
      title={label}
      value={value === null ? null : dayjs(`2000-01-01T${value}`)}
      onChange={(picked) => {
        const time = Array.isArray(picked) ? picked[0] : picked;
        if (time) onChange(time.format('HH:mm'));
        else if (clearable) onChange(null);
      }}
    />
  );
}
