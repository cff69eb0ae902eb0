import { formatters } from '../../../src/diagnostics';
import { json } from './json';
import { junit } from './junit';
import { markdown } from './markdown';
import { stylish } from './stylish';
import { allFindings } from './test-format';
import type { TestFormat } from './test-format';

export type TestFormatName = 'stylish' | 'json' | 'junit' | 'github' | 'markdown';

/** How test results are shown, one row a format. */
export const testFormats: Readonly<Record<TestFormatName, TestFormat>> = {
  stylish,
  json,
  junit,
  github: (tests, { color }) => formatters.github(allFindings(tests), { color, files: tests.files.length }),
  markdown,
};

export { explanationLines, failureLines } from './failure';
export { testTotals } from './test-format';
