import { normalizeName } from '../../../shared/formats/normalize-words.ts';
import { similarityOfNormalized } from '../../../shared/formats/similarity.ts';
import type { DuplicateSuggestion } from '../../../shared/ipc/index.ts';
import type { Described, KnownPremises, PremisesIndex } from './premises-index.ts';

/** Above this two premises are worth a person's look. */
const LEAST_SCORE = 0.75;
const LEAST_NAME = 0.5;
const WEIGHTS = { name: 0.5, address: 0.3, distance: 0.2 };
/** Distance at which nearness counts for 1/e. */
const NEAR_METERS = 150;

type Likeness = Pick<DuplicateSuggestion, 'score' | 'reason'> & { known: KnownPremises };

/**
 * The premises that a new row most likely is, or null. The score weighs likeness of name (0.5), of address (0.3; one standard address code
 * is one address) and nearness (0.2, falling off by 150 m), over what both of them say; one code is one premises if the names are half alike. A name alone must be the same.
 */
export function findDuplicate(index: PremisesIndex, row: Described): Likeness | null {
  const near = [...index.near(row)];
  if (near.length === 0) return null;
  const name = normalizeName(row.name);
  const address = row.address === null ? '' : normalizeName(row.address);
  let best: Likeness | null = null;
  for (const known of near) {
    const likeness = likenessOf(row, name, address, known);
    if (likeness !== null && likeness.score > (best?.score ?? 0)) best = likeness;
  }
  return best;
}

function likenessOf(row: Described, name: string, address: string, known: KnownPremises): Likeness | null {
  const nameScore = similarityOfNormalized(name, known.normalName);
  if (nameScore < LEAST_NAME) return null;
  const sameCode = row.code !== null && row.code.normalize('NFKC') === known.code?.normalize('NFKC');
  const sameStandard = row.standardAddressCode !== null && row.standardAddressCode === known.standardAddressCode;
  const addressScore = sameStandard
    ? 1
    : address === '' || known.normalAddress === ''
      ? null
      : similarityOfNormalized(address, known.normalAddress);
  const distanceMeters = distanceOf(row, known);
  const parts = [
    [WEIGHTS.name, nameScore],
    [WEIGHTS.address, addressScore],
    [WEIGHTS.distance, distanceMeters === null ? null : Math.exp(-distanceMeters / NEAR_METERS)],
  ] as const;
  const said = parts.filter((part): part is [number, number] => part[1] !== null);
  const weighed = said.reduce((sum, [weight, score]) => sum + weight * score, 0) / said.reduce((sum, [weight]) => sum + weight, 0);
  const alone = said.length === 1 ? (nameScore === 1 ? LEAST_SCORE : 0) : weighed;
  const score = sameCode ? 1 : alone;
  if (score < LEAST_SCORE) return null;
  return {
    known,
    score: round(score),
    reason: {
      name: round(nameScore),
      address: addressScore === null ? null : round(addressScore),
      distanceMeters: distanceMeters === null ? null : Math.round(distanceMeters),
      sameCode,
    },
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Metres between two near places on a sphere, by the equirectangular approximation; null when one has no place. */
function distanceOf(one: Described, other: Described): number | null {
  if (one.lon === null || one.lat === null || other.lon === null || other.lat === null) return null;
  const metersPerDegree = 111_195;
  const x = (one.lon - other.lon) * metersPerDegree * Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(x, (one.lat - other.lat) * metersPerDegree);
}
