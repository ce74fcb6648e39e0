import { Input } from 'antd';
import { useTranslation } from 'react-i18next';

interface ClockInputProps {
  label: 'routes.patrol.opens' | 'routes.patrol.closes' | 'routes.patrol.startsAt' | 'routes.patrol.endsBy';
  value: string | null;
  /** Null when emptied. */
  onChange(value: string | null): void;
}

/** A time of day. */
export function ClockInput({ label, value, onChange }: ClockInputProps) {
  const { t } = useTranslation();
  return (
    <Input
      size="small"
      type="time"
      aria-label={t(label)}
      title={t(label)}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    />
  );
}
