import { z } from 'zod';
import { placeReference, position } from './place-references.ts';

const label = z.string().max(100).default('');

/** A point a patrol must visit, as tours and checks of tracks name it. */
export const errandPoint = { at: placeReference, label };
/** A line a patrol must follow. */
export const errandLine = { positions: z.array(position).min(2).max(5000), label };
