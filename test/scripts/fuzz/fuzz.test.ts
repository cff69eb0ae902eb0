import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRuleFiles } from '../../../scripts/files/find-rule-files';
import { answerTo, question } from '../../../scripts/fuzz/answer-to';
import { examine } from '../../../scripts/fuzz/examine';
import { hostileFiles } from '../../../scripts/fuzz/hostile';
import { kindOf } from '../../../scripts/fuzz/mutant';
import { exampleCatalog } from '../../rules/example-catalog';

const root = join(__dirname, '..', '..', '..');
const texts = findRuleFiles(root, ['detections']).files.map(({ absolute }) => readFileSync(absolute, 'utf8'));
const options = { today: '2026-01-01', catalog: exampleCatalog() };
const mutants = { texts, seed: 7 };
const SAMPLE = 45;

test('a sample of mutants: no crash, every finding at a true place', () => {
  const wrong = Array.from({ length: SAMPLE }, (_, index) => hostileFiles.length + index).flatMap((index) =>
    answerTo(mutants, index, options).problems.map((problem) => `${index}: ${problem}`),
  );
  expect(wrong).toEqual([]);
});

test('mutants are the same for the same seed, and each kind changes something', () => {
  const [first] = texts;
  const kinds = new Set<string>();
  for (let index = 0; index < 30; index++) {
    const made = question(mutants, hostileFiles.length + index);
    expect(question(mutants, hostileFiles.length + index)).toEqual(made);
    expect(question({ texts, seed: 8 }, hostileFiles.length + index)).not.toEqual(made);
    if (!('text' in made) || !texts.includes(made.text)) kinds.add(kindOf(index));
  }
  expect([...kinds].toSorted()).toEqual(['bytes', 'kql', 'yaml']);
  expect(question(mutants, -1)).toEqual({ path: 'first.yaml', text: first });
});

const FAST = [
  'alias bomb',
  'flow nesting',
  'block nesting',
  'dashes',
  'ten million characters',
  'brackets',
  'calls in calls',
  'tables that double',
  'joins that double',
  'functions that double',
  'all tables',
  'searches',
  'comments that accept',
  'exclusions',
];

test.each(FAST)('hostile file: %s', (name) => {
  const index = hostileFiles.findIndex((each) => each.name === name);
  const { problems, milliseconds } = answerTo(mutants, index, options);
  expect(problems).toEqual([]);
  expect(milliseconds).toBeLessThan(5000);
});

test('what an answer must not be', () => {
  const broken = { ...options, catalog: new Proxy(options.catalog, { get: () => () => JSON.parse('{') }) };
  const { problems } = examine({ path: 'a.yaml', text: texts[0] ?? '' }, broken);
  expect(problems).toEqual([expect.stringMatching(/^crash: SyntaxError/)]);
});
