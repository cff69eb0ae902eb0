import { fuzzOne } from '../../../scripts/fuzz-kql/fuzz-one';
import { fuzzLines, fuzzReport } from '../../../scripts/fuzz-kql/report';

const SEEDS = Array.from({ length: 60 }, (_, index) => 7_000 + index);

test('a sample of generated queries: no crash, the same answer twice, the columns that the binder says', () => {
  const outcomes = SEEDS.map((seed) => ({ seed, ...fuzzOne(seed) }));
  expect(outcomes.filter(({ outcome }) => ['crash', 'different', 'columns'].includes(outcome.kind))).toEqual([]);
  const ran = outcomes.filter(({ outcome }) => outcome.kind === 'ran');
  expect(ran.length).toBeGreaterThan(SEEDS.length * 0.8);
});

test('the same seed makes the same query', () => {
  expect(fuzzOne(5)).toEqual(fuzzOne(5));
  expect(fuzzOne(5).query).not.toBe(fuzzOne(6).query);
});

test('a failure is told with its seed and misses its target', () => {
  const ran = [
    { seed: 1, query: 'Events', outcome: { kind: 'ran', rows: 3 } },
    { seed: 2, query: 'Events | count', outcome: { kind: 'crash', reason: 'Error: ours' } },
    { seed: 3, query: 'Nope', outcome: { kind: 'invalid', reason: 'no such table' } },
    { seed: 4, query: 'Events | take 1', outcome: { kind: 'unsupported', reason: 'not here' } },
  ] as const;
  const report = fuzzReport(ran).join('\n');
  expect(report).toContain('4 queries generated: 1 answered (1 with rows)');
  expect(report).toContain('1  unsupported: not here');
  expect(report).toContain('seed 2\nEvents | count\n=> Error: ours');
  expect(fuzzLines(ran, 3).map(({ met }) => met)).toEqual([true, false, true, true, true]);
});
