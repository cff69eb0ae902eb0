export { startEmulator } from './server';
export type { EmulatorOptions, RunningEmulator } from './server';
export type { Act, Control, SeenRequest, WriteEntry } from './control';
export { errorCode } from './error-code';
export { DataFolderError } from './keeper';
