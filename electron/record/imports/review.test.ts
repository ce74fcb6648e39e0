import { expect, test } from 'vitest';
import type { DuplicateSuggestion } from '../../../shared/ipc/index.ts';
import { createReview } from './review.ts';

test('of likely duplicates those alike in all they say, and undecided, are counted as certain', () => {
  const request = { path: 'a.csv', as: 'premises', crs: 'wgs84', encoding: null, mapping: null, clip: null } as const;
  const review = createReview(request, 'premises', 'a.csv', undefined);
  const reason: DuplicateSuggestion['reason'] = { name: 1, address: 1, distanceMeters: 0, sameCode: false };
  const known = { id: crypto.randomUUID(), name: '远方书店', address: '北街', code: null };
  const suggestion: DuplicateSuggestion = {
    row: 2,
    table: 'premises',
    name: '远方书店',
    address: '北街',
    score: 1,
    reason,
    decided: null,
    known,
  };
  review.addDuplicate(suggestion);
  review.addDuplicate({ ...suggestion, row: 3, score: 0.93, reason: { ...reason, name: 0.9 } });
  review.addDuplicate({ ...suggestion, row: 4, reason: { ...reason, name: 0.6, sameCode: true } });
  review.addDuplicate({ ...suggestion, row: 5, decided: 'same' });
  review.finish();
  expect(review.duplicates({ offset: 1, limit: 2 })).toMatchObject({ total: 4, certain: 1, duplicates: [{ row: 3 }, { row: 4 }] });
  review.close();
});
