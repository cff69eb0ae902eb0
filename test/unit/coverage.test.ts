import { DEFAULT_SETTINGS } from '../../src/unit';
import { runTests } from './run-tests';

const FIRES = '{ name: f, given: [T: {}], expect: fires }';
const SILENT = '{ name: s, given: [], expect: silent }';

function found(
  maturity: string,
  cases: readonly string[],
  asked: Partial<typeof DEFAULT_SETTINGS> = {},
): readonly string[] {
  const ran = runTests({
    rule: `maturity: ${maturity}\n`,
    tests: `cases: [${cases.join(', ')}]`,
    context: { settings: { ...DEFAULT_SETTINGS, ...asked } },
  });
  return ran.found.map((words) => words.replace(/^test-coverage 1:1 /, ''));
}

test.each([
  ['one that fires and one that is silent are enough', 'production', [FIRES, SILENT], {}, []],
  [
    'none that is silent',
    'production',
    [FIRES],
    {},
    ['a production rule needs more cases that pass: at least 1 that is silent (found 0)'],
  ],
  [
    'none that fires',
    'production',
    [SILENT],
    {},
    ['a production rule needs more cases that pass: at least 1 that fires (found 0)'],
  ],
  [
    'one that fails shows nothing',
    'production',
    ['{ name: f, given: [T: {}], expect: silent }', SILENT],
    {},
    ['a production rule needs more cases that pass: at least 1 that fires (found 0)'],
  ],
  [
    'one that only counts results says nothing about silence',
    'production',
    [FIRES, '{ name: s, given: [], expect: { rows: 0 } }'],
    {},
    ['a production rule needs more cases that pass: at least 1 that is silent (found 0)'],
  ],
  ['no alerts are silence', 'production', [FIRES, '{ name: s, given: [], expect: { alerts: 0 } }'], {}, []],
  ['experiments are exempt', 'experimental', [FIRES], {}, []],
  [
    'unless the project asks',
    'experimental',
    [FIRES],
    { maturities: ['experimental'] as const },
    ['an experimental rule needs more cases that pass: at least 1 that is silent (found 0)'],
  ],
  [
    'the project may ask for more',
    'production',
    [FIRES, SILENT],
    { firing: 2, silent: 3 },
    ['a production rule needs more cases that pass: at least 2 that fire (found 1) and 3 that are silent (found 1)'],
  ],
])('%s', (_, maturity, cases, asked, expected) => {
  expect(found(maturity, cases, asked)).toEqual(expected);
});
