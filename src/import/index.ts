export { importFile } from './import-file';
export type { Imported, ImportOptions, ImportResult, LeftOut } from './imported';
export { parameterValues } from './json/arm-parameters';
export { areaOf } from './place';
