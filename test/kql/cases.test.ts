import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isUsable } from '../../scripts/conformance/case';
import type { ConformanceCase } from '../../scripts/conformance/case';
import { runCase } from '../../scripts/conformance/run-case';
import { answer } from './answers';

interface OwnCase extends ConformanceCase {
  /** The rule that gives the answer. */
  readonly rule: string;
  readonly source: string;
}

const FOLDER = join(__dirname, 'cases');
const cases = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.jsonl'))
  .flatMap((name) => readFileSync(join(FOLDER, name), 'utf8').trimEnd().split('\n'))
  .map((line) => JSON.parse(line) as OwnCase);

test.each(cases)('$id: $rule', (each) => {
  expect(runCase(each, { tolerance: 1e-12, printed: false }, new Date('2026-01-10T00:00:00Z'))).toEqual({
    verdict: 'pass',
    reason: '',
  });
  const { columns = [], types = [] } = each.expected;
  expect(answer(each.query).columns).toBe(columns.map((name, index) => `${name}:${types[index]}`).join(' '));
});

test('each case is usable, has an id of its own and says its rule and source', () => {
  expect(cases.filter((each) => !isUsable(each))).toEqual([]);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  expect(cases.filter(({ rule, source }) => rule === '' || !source.includes('read 2026'))).toEqual([]);
});
