export { placementCodes } from './placement-codes';
export type { PlacementTarget } from './placement';
export { nearest, placementFindings } from './placement-findings';
export { placement } from './placement';
export type { Placement, PlacementFacts } from './placement';
export { intoWaves } from './waves';
export type { FilledWave, Wave } from './waves';
