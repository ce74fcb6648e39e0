import { z } from 'zod';
import { premisesCategories, supervisionGrades, unplacedReasons, warningColors } from './codes.ts';
import {
  code,
  date,
  entity,
  flag,
  instant,
  integer,
  list,
  personal,
  provenance,
  type RowOf,
  real,
  reference,
  requiredText,
  text,
} from './entity.ts';

/** One premises, one file (一场所一档案). Grade and warning colour are separate scales and stay separate fields. */
export const premises = entity('premises', 'POINT', {
  code: text(),
  name: requiredText(),
  category: code(premisesCategories),
  address: text(),
  standardAddressCode: text(),
  businessItems: text(),
  responsiblePerson: personal(text()),
  phone: personal(text()),
  areaSquareMeters: real(),
  seats: integer(),
  beds: integer(),
  mixedUse: flag(),
  supervisionGrade: code(supervisionGrades),
  gradeReason: text(),
  gradedOn: date(),
  gradedBy: text(),
  warningColor: code(warningColors),
  /** Why the colour is what it is: codes of shared/rules/warning-color.ts. */
  colorReasons: list(z.string()),
  colorRuleVersion: text(),
  zoneId: reference(),
  adminAreaId: reference(),
  /** Valid time: the days between which the premises existed in the world. */
  registeredOn: date(),
  closedOn: date(),
  unplacedReason: code(unplacedReasons),
  note: text(),
  checkedAt: instant(),
  ...provenance,
  /** Identity printed as the premises' QR code (一店一码); survives renaming and moving. */
  qrId: text(),
});
export type Premises = RowOf<typeof premises>;

/** One stretch of time under one supervision grade. */
export const gradePeriod = entity('grade_period', null, {
  premisesId: reference(),
  grade: code(supervisionGrades),
  reason: text(),
  gradedBy: text(),
  fromOn: date(),
  toOn: date(),
  sourceRef: provenance.sourceRef,
});
export type GradePeriod = RowOf<typeof gradePeriod>;
