/** The sample's history: 24 months, ending on a fixed day so that every run shows the same. */
export const historyFromOn = '2024-11-01';
export const historyToOn = '2026-10-31';

const dayMilliseconds = 86_400_000;
/** Days since 1970-01-01 of an ISO date, and back. */
export const dayOf = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / dayMilliseconds);
export const dateOf = (day: number): string => new Date(day * dayMilliseconds).toISOString().slice(0, 10);
export const lastDay = dayOf(historyToOn);
export const firstDay = dayOf(historyFromOn);

export const sampleCampaigns = [
  {
    key: 'winter',
    name: '2025—2026年冬季行动',
    fromOn: '2025-11-15',
    toOn: '2026-03-15',
    scope: '全区九小场所、人员密集场所',
    target: 2600,
  },
  { key: 'summer', name: '2026年夏季行动', fromOn: '2026-06-01', toOn: '2026-08-31', scope: '夜市餐饮、出租房、电动自行车', target: 1800 },
] as const;

/** How busy a day of the field work is: a winter peak from November to February, more during the campaigns. */
export function businessOf(day: number): number {
  const date = dateOf(day);
  const month = Number(date.slice(5, 7));
  const weekday = new Date(day * dayMilliseconds).getUTCDay();
  const season = [11, 12, 1, 2].includes(month) ? 1.75 : [7, 8].includes(month) ? 1.1 : 0.85;
  const campaign = sampleCampaigns.some(({ fromOn, toOn }) => date >= fromOn && date <= toOn) ? 1.35 : 1;
  return season * campaign * (weekday === 0 || weekday === 6 ? 0.35 : 1);
}
