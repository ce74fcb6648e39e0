import { hazardKinds, hazardSeverities, hazardStates, inspectionModes, inspectionResults, unplacedReasons } from './codes.ts';
import { code, date, entity, flag, integer, personal, provenance, type RowOf, real, reference, text } from './entity.ts';

/** One hazard, one record (一隐患一记录). Without a point of its own it stands where its premises stands. */
export const hazard = entity('hazard', 'POINT', {
  number: text(),
  premisesId: reference(),
  inspectionId: reference(),
  campaignId: reference(),
  kind: code(hazardKinds),
  description: text(),
  spot: text(),
  severity: code(hazardSeverities),
  state: code(hazardStates),
  /** 突出火灾隐患. */
  prominent: flag(),
  /** 重大火灾隐患 (GB 35181). */
  major: flag(),
  concealed: flag(),
  responsiblePerson: personal(text()),
  measures: text(),
  foundOn: date(),
  assignedOn: date(),
  deadlineOn: date(),
  rectifiedOn: date(),
  acceptedOn: date(),
  closedOn: date(),
  followupDueOn: date(),
  unplacedReason: code(unplacedReasons),
  ...provenance,
});
export type Hazard = RowOf<typeof hazard>;

export const inspection = entity('inspection', null, {
  premisesId: reference(),
  campaignId: reference(),
  inspectedOn: date(),
  mode: code(inspectionModes),
  inspector: text(),
  result: code(inspectionResults),
  hazardCount: integer(),
  score: real(),
  note: text(),
  ...provenance,
});
export type Inspection = RowOf<typeof inspection>;

export const campaign = entity('campaign', null, {
  name: text(),
  fromOn: date(),
  toOn: date(),
  scope: text(),
  target: integer(),
  sourceRef: provenance.sourceRef,
});
export type Campaign = RowOf<typeof campaign>;
