import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';

interface DayPickerProps {
  label: string;
  /** `YYYY-MM-DD`; null for none. */
  value: string | null;
  onChange(value: string | null): void;
  testId?: string;
}

/** A day, written as the records write it, in any language. */
export function DayPicker({ label, value, onChange, testId }: DayPickerProps) {
  return (
    <DatePicker
      size="small"
      format="YYYY-MM-DD"
      placeholder={label}
      aria-label={label}
      title={label}
      value={value === null ? null : dayjs(value)}
      onChange={(picked) => {
        const day = Array.isArray(picked) ? picked[0] : picked;
        onChange(day ? day.format('YYYY-MM-DD') : null);
      }}
      data-testid={testId}
    />
  );
}
