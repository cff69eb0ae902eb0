export { importFile } from './import-file';
export type { Imported, ImportOptions, ImportResult, LeftOut } from './imported';
export { areaOf } from './place';
