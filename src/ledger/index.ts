export type * from './record';
export { sealEntry } from './entry';
export type { DeploymentEntry, Entry, ObservationEntry } from './entry';
export { keyOf, standingOf } from './standing';
export type { Hold, Owned, Standing } from './standing';
export type { EntryText, LedgerStore } from './store';
export { readBody, readDeployments, readObservations } from './read-chain';
export type { ChainReading } from './read-chain';
export type { ChainProblem } from './chain';
