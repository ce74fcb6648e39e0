import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons';
import { Button, Slider } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IconButton } from '../components/icon-button.tsx';
import { filtersStore } from '../state/filters.ts';
import { lookAtDay, lookedDayStore } from '../state/looked-day.ts';

/** How far back one can look at least, in months; further where hazards were found before. */
const MONTHS_BACK = 60;
const PLAY_STEP_MS = 900;
const DAY_MS = 86_400_000;

/** Last day of the month so many months ago, days since 1970-01-01; null for this month, which is today. */
export function dayMonthsAgo(months: number, now: Date): number | null {
  return months === 0 ? null : Date.UTC(now.getFullYear(), now.getMonth() - months + 1, 0) / DAY_MS;
}

/** Premises, hazards and heat as of a day: by slider, by arrow keys, or month after month by themselves. */
export function DaySlider() {
  const { t } = useTranslation();
  const day = useStore(lookedDayStore, (state) => state.day);
  const firstHazardDay = useStore(filtersStore, ({ counts }) => counts?.firstHazardDay ?? null);
  const [playing, setPlaying] = useState(false);
  const now = new Date();
  const shown = day === null ? now : new Date(day * DAY_MS);
  const monthsAgo = day === null ? 0 : (now.getFullYear() - shown.getUTCFullYear()) * 12 + now.getMonth() - shown.getUTCMonth();
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => {
      lookAtDay(dayMonthsAgo(Math.max(0, monthsAgo - 1), new Date()));
      if (monthsAgo <= 1) setPlaying(false);
    }, PLAY_STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, monthsAgo]);
  const play = () => {
    if (!playing && monthsAgo === 0) lookAtDay(dayMonthsAgo(24, new Date()));
    setPlaying(!playing);
  };
  const first = firstHazardDay === null ? now : new Date(firstHazardDay * DAY_MS);
  const monthsBack = Math.max(MONTHS_BACK, (now.getFullYear() - first.getUTCFullYear()) * 12 + now.getMonth() - first.getUTCMonth() + 1);
  const date = day === null ? t('hotspots.day.today') : shown.toISOString().slice(0, 10);
  return (
    <div className="control" data-testid="day-slider">
      <span className="control-label">{t('hotspots.day.label', { date })}</span>
      <div className="day-slider-row">
        <IconButton
          size="small"
          label={t(playing ? 'hotspots.day.pause' : 'hotspots.day.play')}
          icon={playing ? <PauseOutlined /> : <CaretRightOutlined />}
          onClick={play}
        />
        <Slider
          min={-monthsBack}
          max={0}
          value={-monthsAgo}
          onChange={(value) => lookAtDay(dayMonthsAgo(-value, new Date()))}
          tooltip={{ open: false }}
          ariaLabelForHandle={t('hotspots.day.label', { date })}
        />
        {day === null ? null : (
          <Button size="small" onClick={() => lookAtDay(null)}>
            {t('hotspots.day.today')}
          </Button>
        )}
      </div>
    </div>
  );
}
