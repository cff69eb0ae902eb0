export { untestedRule } from './coverage';
export type { Fixtures } from './events';
export { loadTestFile } from './test-file';
export type { TestFile } from './test-file';
export { runTestFile } from './run-test-file';
export type { CaseResult, TestFileResult } from './test-result';
