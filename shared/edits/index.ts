import { editPremises } from './edit-premises.ts';
import { gradePremises } from './grade-premises.ts';
import { placePremises } from './place-premises.ts';
import { removePremises } from './remove-premises.ts';
import { restoreFields } from './restore-fields.ts';

/**
 * Every edit: rows as read and arguments in, one change (or the reason it cannot be) out. They know nothing of undo, storage or
 * screens. Adding one is its file, this line and its name in the `edits` texts.
 */
export const edits = { placePremises, gradePremises, editPremises, removePremises, restoreFields } as const;
export type EditName = keyof typeof edits;
