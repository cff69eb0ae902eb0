export { baselineOf, isEmptyBaseline, splitKnown } from './baseline';
export type { Baseline } from './baseline';
export { baselineYaml, loadBaseline } from './baseline-file';
