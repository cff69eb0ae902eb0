import { join } from 'node:path';
import { openJudgeProject } from '../../../scripts/mutation/judge';
import { mutantsOf } from '../../../scripts/mutation/rule-mutants';
import type { Mutant } from '../../../scripts/mutation/rule-mutants';

// A fixed sample of what `npm run mutants` does for all rules: the first fault of every second kind in the smallest rule.
const root = join(__dirname, '..', '..', '..');
const path = 'detections/identity/break-glass-sign-in.yaml';
const project = openJudgeProject(root, [path], new Date('2026-11-24T00:00:00Z'));
const rule = project.rules[0]!;
const judge = project.judgeOf(rule);
const all = mutantsOf(rule, project.catalog);
const kinds = [...new Map(all.toReversed().map((mutant) => [mutant.fault, mutant])).entries()];
const sample = kinds.filter((_, index) => index % 2 === 0);

test.each(sample)('a seeded fault is noticed: %s', (_, mutant: Mutant) => {
  expect([mutant.becomes, judge(mutant.text)]).toEqual([mutant.becomes, 'test']);
});

test('there are most kinds of fault', () => {
  expect(kinds.length).toBeGreaterThanOrEqual(16);
});

test('what changes nothing is not noticed', () => {
  const text = rule.document.source.text.replace('# Why the settings', '# Why all settings');
  expect(judge(text)).toBeUndefined();
});

test('what only the checks see is noticed by them', () => {
  const text = rule.document.source.text.replace('lookbackDuration: 1d', 'lookbackDuration: 1m');
  expect(text).not.toBe(rule.document.source.text);
  expect(judge(text)).toBe('check');
});
