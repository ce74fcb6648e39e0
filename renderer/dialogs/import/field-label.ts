import type { TFunction } from 'i18next';
import type { ImportKind } from '../../../shared/formats/intake.ts';
import { textOf } from '../../i18n.ts';

/** The name of an importable field; a kind's own word first. */
export function fieldLabel(t: TFunction, kind: ImportKind, field: string): string {
  return textOf(t, `imports.field.${kind}_${field}`) ?? textOf(t, `imports.field.${field}`) ?? textOf(t, `panels.field.${field}`) ?? field;
}
