import type { TextsLike } from '../texts-like.ts';
import type { analyses as chinese } from '../zh-CN/analyses.ts';

export const analyses: TextsLike<typeof chinese> = {
  measure: {
    hazards: 'hazards',
    openHazards: 'open hazards',
    severityWeighted: 'hazards weighted by severity',
    openPerPremises: 'open hazards per premises',
    hazardsPerCheck: 'hazards found per check',
  },
  shape: { hexagon: 'hexagons', square: 'squares' },
  correction: {
    benjaminiHochberg: 'false discovery rate control (Benjamini–Hochberg)',
    benjaminiYekutieli: 'false discovery rate control (Benjamini–Yekutieli, stricter)',
    none: 'no correction',
  },
  confidence: {
    hot99: 'Hot spot (99 % confidence)',
    hot95: 'Hot spot (95 % confidence)',
    hot90: 'Hot spot (90 % confidence)',
    none: 'Not significant',
    cold90: 'Cold spot (90 % confidence)',
    cold95: 'Cold spot (95 % confidence)',
    cold99: 'Cold spot (99 % confidence)',
  },
  emergingKind: {
    new: 'New',
    consecutive: 'Consecutive',
    intensifying: 'Intensifying',
    persistent: 'Persistent',
    diminishing: 'Diminishing',
    sporadic: 'Sporadic',
    oscillating: 'Oscillating',
    historical: 'Historical',
  },
  emergingMeaning: {
    new: 'A hot spot in the latest period for the first time',
    consecutive: 'A hot spot in at least two periods in a row up to the latest, and never before',
    intensifying: 'A hot spot in at least nine tenths of the periods, the latest among them, and gathering more and more',
    persistent: 'A hot spot in at least nine tenths of the periods, the latest among them, without a significant rise or fall',
    diminishing: 'A hot spot in at least nine tenths of the periods, the latest among them, but gathering less and less',
    sporadic: 'A hot spot in the latest period, on and off before, never a cold spot',
    oscillating: 'A hot spot in the latest period that was a cold spot before',
    historical: 'Not a hot spot in the latest period, but in at least nine tenths of all periods',
  },
  stepUnit: { month: 'month', quarter: 'quarter' },
  biasFlag: {
    none: 'Nothing to note',
    explainedByChecks: 'Explained by many checks',
    underChecked: 'Checked too little',
    unseen: 'Never checked',
  },
  unmetReason: {
    unreachable: 'No road leads there, or back from there',
    windowClosed: 'Even going straight there from the start, one arrives after its time',
    shiftTooShort: 'The shift is too short even for this one alone',
    noRoom: 'Does not fit in time beside the others',
  },
  visitVerdict: {
    met: 'Visited',
    tooShort: 'Stay too short',
    outsideWindow: 'Not at the set time',
    missed: 'Not visited',
    unknown: 'Track missing, cannot tell',
  },
  gapKind: { noSignal: 'No fix for long', jump: 'Position jumped' },
  riskClass: { low: 'Low risk', middle: 'Medium risk', high: 'High risk' },
  responseClass: { low: 'Quick response', middle: 'Medium response', high: 'Slow response' },
  explain: {
    gridOf:
      'The district is cut into $t(analyses.shape.{{shape}}) of {{meters}} m; {{cells}} of them take part. The value of each is its $t(analyses.measure.{{measure}}).',
    counted: '{{counted}} hazards counted; {{outside}} more lie outside and are not.',
    emptyLeftOut: '{{cells}} cells have nothing to divide by (no premises or no checks): they take no part and stay blank.',
    touching: 'Each cell is taken together with those that touch it and compared with the mean of all ({{mean}}).',
    within: 'Each cell is taken together with those within {{meters}} m and compared with the mean of all ({{mean}}).',
    giColors:
      'Red (▲): high values gather. Blue (▼): low values gather. The deeper the colour, the less it looks like chance. Grey is not distinguishable from chance; it does not mean that there are no hazards.',
    giCounts: '{{hot}} hot cells, {{cold}} cold cells, {{neutral}} not significant.',
    correctionOf: '{{tests}} cells are tested at once, with $t(analyses.correction.{{correction}}).',
    correctionMeaning: 'Of the cells shown at 95 % after correction about 5 % at most are false alarms on average.',
    uncorrectedCaveat:
      'Without correction about {{falseAlarms}} cells would show as hot or cold at 90 % or more even if hazards lay at random.',
    reportedCaveat:
      'What is analysed are hazards that were found. Where more is checked more is found: compare with the inspection bias before deciding.',
    cellSizeCaveat: 'The size of cells and neighbourhood matters; a hot spot that stays with another size is more reliable.',
    edgeCaveat: 'Cells at the edge of the district have fewer neighbours; hazards outside are not counted.',
    fewCells: 'Only {{cells}} cells take part, fewer than 30: take significance as a hint.',
    dbscanWhat:
      'A place with at least {{minPoints}} points within {{radiusMeters}} m, itself included, is a core; cores no farther apart than {{radiusMeters}} m make one cluster.',
    dbscanFound:
      'Of {{points}} points {{clustered}} belong to {{clusters}} clusters, {{noise}} stand alone. The largest cluster has {{largest}} points.',
    dbscanReading:
      'The outline joins the outermost points; it is no boundary of duty. Points at the rim belong to the cluster of their nearest core.',
    dbscanCaveat: 'Distances are straight lines: rivers, railways and walls do not count. A larger radius makes fewer and larger clusters.',
    emergingWhat:
      '{{from}} to {{to}} is cut into {{steps}} periods, one a $t(analyses.stepUnit.{{unit}}), each analysed for hot spots with the {{stepsBack}} periods before it in the neighbourhood.',
    emergingTrend: 'Rise and fall are tested after Mann–Kendall at significance level {{alpha}}.',
    emergingFew: 'Only {{steps}} periods, fewer than 10: take trends and "nine tenths" as a hint.',
    biasWhat:
      'Each check finds {{rate}} hazards on average ({{hazards}} / {{checks}} checks); each premises was checked {{intensity}} times on average.',
    biasSmoothed:
      'Where checks are few the rate is drawn towards the overall one (empirical Bayes), so that one or two checks do not look extreme.',
    biasExplained:
      '{{units}} places have many hazards but no more per check, and {{times}} times as many checks as the mean or more: most likely the checks explain them.',
    biasUnder: '{{units}} places show more hazards per check but were checked far less: more may be there than was found.',
    neverVisited: '{{count}} premises were never checked (of {{total}}); the one waiting longest for {{days}} days.',
    neverVisitedUndated: '{{count}} premises were never checked (of {{total}}); their registration days are not known.',
    coverWhat:
      '{{chosen}} of {{candidates}} candidate sites, so that as much demand as possible is reached within {{limit}} s; the {{fixed}} existing stations stay.',
    medianWhat:
      '{{chosen}} of {{candidates}} candidate sites, so that total time to the nearest station is least; the {{fixed}} existing stations stay.',
    coverFound: 'Demand covered rises from {{before}} to {{value}} (of {{total}}).',
    medianFound: 'Mean time falls from {{before}} s to {{value}} s; what cannot be reached counts as {{unserved}} s.',
    siteGap: 'It is proven that no choice is better than this one by more than {{percent}} %.',
    siteOptimal: 'It is proven that no choice is better.',
    siteCaveat: 'Only the candidate sites given and travel times were compared: not land, cost or staff.',
    tourWhat:
      '{{met}} of {{total}} must-visit points and must-patrol lines planned: {{travel}} min on the way, {{wait}} min waiting, over at {{endsAt}}.',
    tourUnmet: '{{count}} do not fit; the reason is given with each.',
    tourCaveat: 'The tour was found by a heuristic: it keeps all times, but need not be the shortest.',
    trackWhat: '{{fixes}} fixes, {{kilometers}} km of known way; {{unusable}} without a position or a time were left out.',
    trackPoints: '{{met}} of {{total}} must-visit points visited (within {{radiusMeters}} m, at the set time, for as long as required).',
    trackLines: '{{percent}} % of the must-patrol lines covered ({{covered}} of {{length}} km).',
    trackGaps:
      'The track is interrupted {{gaps}} times (more than {{gapSeconds}} s, or faster than {{speed}} km/h); nothing is assumed there.',
    bivariateWhat:
      'Risk in three classes: up to {{risk1}}, up to {{risk2}}, higher. Response time in three: within {{response1}} s, within {{response2}} s, longer.',
    bivariateReading:
      'The more orange, the higher the risk; the bluer, the slower the response. The {{worst}} darkest (brightest on a dark map) have both: look there first.',
    bivariateTerciles: 'The two limits of risk are the terciles of this district: they tell higher from lower here, and differ elsewhere.',
  },
};
