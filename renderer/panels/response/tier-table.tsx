import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type StationType, stationTypes } from '../../../shared/model/index.ts';
import { type ClockStart, clockStarts, defaultResponseTiers } from '../../../shared/rules/response-tiers.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { addTier, coverageStore, removeTier, setTier, setTiers } from '../../state/coverage.ts';
import { tierName } from '../../state/tier-name.ts';

const MOST_TIERS = 6;
const choosableTypes = stationTypes.filter((type) => type !== 'fireSafetyServiceCentre');

/** The tiers of response, one row each, all of it the office's to change. */
export function TierTable() {
  const { t, i18n } = useTranslation();
  const tiers = useStore(coverageStore, (state) => state.tiers);
  return (
    <div className="tier-table">
      {tiers.map((tier, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are edited in place.
        <div className="tier-row" key={index} data-testid={`tier-${index}`}>
          <Input
            size="small"
            aria-label={t('response.setup.label')}
            value={tierName(i18n.language, tier)}
            maxLength={40}
            onChange={({ target }) =>
              setTier(index, { label: target.value === '' ? t('response.minutes', { minutes: tier.minutes }) : target.value })
            }
          />
          <InputNumber
            size="small"
            aria-label={t('response.setup.minutes')}
            min={0.5}
            max={120}
            step={0.5}
            value={tier.minutes}
            onChange={(minutes) => minutes !== null && setTier(index, { minutes })}
            suffix={t('response.setup.minutesShort')}
          />
          <Select<ClockStart>
            size="small"
            aria-label={t('response.setup.clock')}
            value={tier.clockStart}
            onChange={(clockStart) => setTier(index, { clockStart })}
            options={clockStarts.map((value) => ({ value, label: t(`response.clock.${value}`) }))}
          />
          <IconButton
            label={t('response.setup.removeTier')}
            icon={<DeleteOutlined />}
            size="small"
            disabled={tiers.length === 1}
            onClick={() => removeTier(index)}
          />
          <Select<StationType[]>
            className="tier-types"
            size="small"
            mode="multiple"
            maxTagCount="responsive"
            aria-label={t('response.setup.types')}
            value={[...tier.types]}
            onChange={(types) => types.length > 0 && setTier(index, { types })}
            options={choosableTypes.map((value) => ({ value, label: t(`codes.stationType.${value}`) }))}
          />
        </div>
      ))}
      <div className="tier-actions">
        <Button size="small" disabled={tiers.length >= MOST_TIERS} onClick={() => addTier((minutes) => t('response.minutes', { minutes }))}>
          {t('response.setup.addTier')}
        </Button>
        <Button size="small" type="text" onClick={() => setTiers(defaultResponseTiers)}>
          {t('response.setup.standard')}
        </Button>
      </div>
    </div>
  );
}
