export { startEmulator } from './server';
export type { EmulatorOptions, RunningEmulator } from './server';
export { errorCode } from './error-code';
export { DataFolderError } from './keeper';
export { stopSignal } from './stop-signal';
