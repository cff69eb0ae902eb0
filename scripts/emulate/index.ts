export { startEmulator } from './server';
export type { EmulatorOptions, RunningEmulator } from './server';
export type { Control, SeenRequest } from './host';
