import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { type SpeedBand, speedBands, type TravelProfileId, travelProfileIds } from '../../../shared/rules/travel-profiles.ts';
import { coverageStore, setTravel } from '../../state/coverage.ts';

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Who travels, when, and how carefully estimated: for every analysis on roads. */
export function TravelControls() {
  const { t } = useTranslation();
  const { profile, hour, band } = useStore(
    coverageStore,
    useShallow(({ profile, hour, band }) => ({ profile, hour, band })),
  );
  return (
    <div className="travel-controls">
      <Select<TravelProfileId>
        size="small"
        aria-label={t('response.setup.profile')}
        value={profile}
        onChange={(value) => setTravel({ profile: value })}
        options={travelProfileIds.map((value) => ({ value, label: t(`response.profile.${value}`) }))}
      />
      <Select<number>
        size="small"
        aria-label={t('response.setup.hour')}
        value={hour ?? -1}
        onChange={(value) => setTravel({ hour: value === -1 ? null : value })}
        options={[
          { value: -1, label: t('response.anyHour') },
          ...hours.map((value) => ({ value, label: t('response.atHour', { hour: value }) })),
        ]}
      />
      <Segmented<SpeedBand>
        aria-label={t('response.setup.band')}
        block
        size="small"
        value={band}
        onChange={(value) => setTravel({ band: value })}
        options={speedBands.map((value) => ({ value, label: t(`response.band.${value}`) }))}
      />
    </div>
  );
}
