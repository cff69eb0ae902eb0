export { handle } from './emulator';
export type { Circumstances, Outcome } from './emulator';
export type { Delivery, EmulatorRequest, EmulatorResponse } from './exchange';
export { DEFAULT_SETTINGS } from './settings';
export type { EmulatorSettings } from './settings';
export { applyChange } from './state/change';
export type { Change } from './state/change';
export { emptyState } from './state/state';
export type { EmulatorState } from './state/state';
