import { breaches } from '../../../scripts/conformance/record';
import type { Ran } from '../../../scripts/conformance/ran';
import type { Verdict } from '../../../scripts/conformance/run-case';
import { closingLines, printedLine } from '../../../scripts/conformance/verdicts';

const NOTHING = { passed: {}, divergences: {}, missed: {} };

function ran(id: string, verdict: Verdict, core = true): Ran {
  const each = {
    id: `traps/${id}`,
    topic: 'print',
    query: 'print 1',
    inputs: 'self',
    orderMatters: false,
    nondeterministic: false,
    core,
    expected: {},
  };
  return { file: 'traps', each, outcome: { verdict, reason: '' }, milliseconds: 1 };
}

test.each([
  ['all passed', [ran('a', 'pass')], NOTHING, []],
  ['what is unsupported is only counted', [ran('a', 'unsupported')], NOTHING, []],
  ['a count fell', [ran('a', 'pass')], { ...NOTHING, passed: { traps: 2 } }, ['traps: 1 pass, 2 did']],
  ['a wrong answer', [ran('a', 'wrong')], NOTHING, ['unexplained wrong answer: traps/a']],
  ['a wrong answer with a reason', [ran('a', 'wrong')], { ...NOTHING, divergences: { 'traps/a': 'why' } }, []],
  [
    'a reason that is stale',
    [ran('a', 'pass')],
    { ...NOTHING, divergences: { 'traps/a': 'why' } },
    ['stale divergence: traps/a is pass'],
  ],
  [
    'a reason for no case',
    [ran('a', 'pass')],
    { ...NOTHING, divergences: { 'traps/b': 'why' } },
    ['stale divergence: traps/b is no case'],
  ],
  ['a crash', [ran('a', 'crash')], NOTHING, ['crash: traps/a']],
])('%s', (_, cases, record, expected) => {
  expect(breaches(cases, record)).toEqual(expected);
});

test('closing lines say the figure, the target and why a miss is accepted', () => {
  const cases = [ran('a', 'pass'), ran('b', 'unsupported')];
  const print = (missed: Readonly<Record<string, string>>): readonly string[] =>
    closingLines(cases, { ...NOTHING, missed }).map((line) => printedLine(line).replace(/ +/g, ' '));
  expect(print({})).toEqual([
    'traps: pass 1/2 50.0 % target >= 98 % missed',
    'traps: wrong, unexplained 0 target 0 met',
  ]);
  expect(print({ 'traps: pass': 'a reason' })[0]).toBe('traps: pass 1/2 50.0 % target >= 98 % missed: a reason');
});
