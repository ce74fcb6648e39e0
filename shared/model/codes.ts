/** Code lists as the field uses them. Labels live in shared/text; offices may rename and add through the code table. */

export const premisesCategories = [
  'smallSchool',
  'smallClinic',
  'smallShop',
  'smallEatery',
  'smallHotel',
  'smallEntertainment',
  'smallInternetCafe',
  'smallBeautyBath',
  'smallWorkshop',
  'smallWarehouse',
  'flammableExplosiveSite',
  'rentalHouse',
  'residentialEstate',
  'keyFireUnit',
  'other',
] as const;
export type PremisesCategory = (typeof premisesCategories)[number];

/** 建优 low · 建好 medium · 建安 HIGH risk. */
export const supervisionGrades = ['gradeExcellent', 'gradeGood', 'gradeSecure'] as const;
export type SupervisionGrade = (typeof supervisionGrades)[number];

export const warningColors = ['red', 'orange', 'yellow', 'blue'] as const;
export type WarningColor = (typeof warningColors)[number];

export const hazardSeverities = ['severityLow', 'severitySlight', 'severityGeneralCommon', 'severityHigh'] as const;
export type HazardSeverity = (typeof hazardSeverities)[number];

export const hazardStates = [
  'found',
  'graded',
  'fixedOnSite',
  'assigned',
  'rectifying',
  'submitted',
  'accepted',
  'closed',
  'followupDue',
  'stable',
  'relapsed',
  'void',
] as const;
export type HazardState = (typeof hazardStates)[number];
/** States in which a hazard is rectified (or void) and no longer counts as open. */
export const settledHazardStates: readonly HazardState[] = ['fixedOnSite', 'accepted', 'closed', 'followupDue', 'stable', 'void'];

export const hazardKinds = [
  'blockedPassage',
  'expiredExtinguisher',
  'missingExtinguisher',
  'agedWiring',
  'overloadedWiring',
  'ebikeCharging',
  'mixedUse',
  'gasCylinder',
  'securityGrille',
  'missingSign',
  'faultyAlarm',
  'flammableStorage',
  'blockedFireLane',
  'other',
] as const;
export type HazardKind = (typeof hazardKinds)[number];

export const inspectionModes = ['offHours', 'routine', 'surprise'] as const;
export const inspectionResults = ['pass', 'hazardsFound', 'refused', 'closed'] as const;
export const stationTypes = ['fireStation', 'firePost', 'microFireStation', 'fireSafetyServiceCentre'] as const;
export type StationType = (typeof stationTypes)[number];
export const stationClasses = ['class1', 'class2', 'small', 'special'] as const;
export const facilityTypes = ['hydrant', 'waterSource', 'fireCrane', 'extinguisherCabinet', 'chargingCabinet', 'smokeAlarm'] as const;
export type FacilityType = (typeof facilityTypes)[number];
export const adminLevels = ['district', 'townStreet', 'community', 'grid'] as const;
export type AdminLevel = (typeof adminLevels)[number];
export const zoneStates = ['draft', 'adopted', 'retired'] as const;
export const unplacedReasons = [
  'noCoordinates',
  'zeroCoordinates',
  'sentinelCoordinates',
  'notANumber',
  'outOfRange',
  'outsideDistrict',
] as const;
export type UnplacedReason = (typeof unplacedReasons)[number];

export const roadClasses = [
  'motorway',
  'motorway_link',
  'trunk',
  'trunk_link',
  'primary',
  'primary_link',
  'secondary',
  'secondary_link',
  'tertiary',
  'tertiary_link',
  'unclassified',
  'residential',
  'living_street',
  'service',
  'pedestrian',
  'track',
  'footway',
  'path',
  'steps',
  'cycleway',
  'bridleway',
  'corridor',
  'road',
  'busway',
  'construction',
  'raceway',
] as const;
export type RoadClass = (typeof roadClasses)[number];
export const landKinds = [
  'water',
  'park',
  'forest',
  'grass',
  'farmland',
  'residential',
  'commercial',
  'industrial',
  'institution',
  'cemetery',
  'sand',
  'square',
] as const;
export type LandKind = (typeof landKinds)[number];
export const waterwayKinds = ['river', 'stream', 'canal', 'drain', 'coastline'] as const;
export const placeKinds = ['city', 'town', 'district', 'suburb', 'village', 'neighbourhood', 'locality'] as const;
