import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';
import { writeResult } from '../../../shared/analyses/response/results/index.ts';
import { host } from '../../host/host.ts';
import { textOf, translationsOf } from '../../i18n.ts';
import { notify, notifyFailure } from '../../state/notices.ts';
import { preferencesStore } from '../../state/preferences.ts';

/** Saves the premises no tier reaches as CSV, with parameters, revision and time. */
export async function saveGaps(answer: CoverageAnswer, places: readonly number[]): Promise<void> {
  const { t } = translationsOf(preferencesStore.getState().language);
  const text = [...writeResult('csv', 'coverage', onlyPlaces(answer, places), (key) => textOf(t, key) ?? key)].join('');
  const saved = await host().response.saveText({ name: t('response.gap.title'), extension: 'csv', text });
  if (!saved.ok) notifyFailure(saved.failure);
  else if (saved.value !== null)
    notify({ tone: 'success', text: 'response.gap.exported', values: { path: saved.value }, durationMs: 6000 });
}

/** The answer as far as it is about these premises, in their order. */
export function onlyPlaces(answer: CoverageAnswer, places: readonly number[]): CoverageAnswer {
  const { premises, tiers } = answer;
  const { due } = premises;
  const count = premises.fid.length;
  const dueRows = places.flatMap((place) => Array.from({ length: due.k }, (_, rank) => place * due.k + rank));
  return {
    ...answer,
    premises: {
      fid: Uint32Array.from(places, (place) => premises.fid[place]!),
      lon: Float64Array.from(places, (place) => premises.lon[place]!),
      lat: Float64Array.from(places, (place) => premises.lat[place]!),
      snapMeters: Float32Array.from(places, (place) => premises.snapMeters[place]!),
      due: {
        ...due,
        station: due.station.constructor === Int32Array ? Int32Array.from(dueRows, (row) => due.station[row]!) : due.station,
        seconds: Float64Array.from(dueRows, (row) => due.seconds[row]!),
      },
      tierSeconds: Float64Array.from(
        tiers.flatMap((_, tier) => places.map((place) => tier * count + place)),
        (row) => premises.tierSeconds[row]!,
      ),
      depth: Uint16Array.from(places, (place) => premises.depth[place]!),
      zone: Int32Array.from(places, (place) => premises.zone[place]!),
    },
  };
}
