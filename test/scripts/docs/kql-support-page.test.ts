import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kqlSupportPage } from '../../../scripts/docs/kql-support-page';
import { answer } from '../../kql/answers';
import { supportMatrix } from '../../../src/kql';

test('docs/kql-support.md is what the engine says (npm run docs)', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'kql-support.md'), 'utf8')).toBe(kqlSupportPage());
});

const supportOf = (area: string, name: string): string | undefined =>
  supportMatrix()
    .find(({ title }) => title === area)
    ?.rows.find((row) => row.name === name)?.support;

test.each([
  ['Query operators', 'where', 'yes', 'print x = 1 | where x == 1'],
  ['Query operators', 'mv-expand', 'yes', 'print x = dynamic([1]) | mv-expand x'],
  [
    'Query operators',
    'graph-match',
    'no',
    'print a = 1, b = 2 | make-graph a --> b | graph-match (x)-[e]->(y) project e.a',
  ],
  ['Operators between values', '!has_cs', 'yes', 'print "a" !has_cs "A"'],
  ['Operators between values', 'in~', 'yes', 'print "a" in~ ("A")'],
  ['Functions', 'strlen', 'yes', 'print strlen("a")'],
  ['Functions', 'series_fit_line', 'in part', 'print series_fit_line(dynamic([1, 2, 4]))'],
  ['Functions', 'geo_distance_2points', 'no', 'print geo_distance_2points(1, 2, 3, 4)'],
  ['Aggregates', 'arg_max', 'yes', 'print x = 1 | summarize arg_max(x, *)'],
  ['Join kinds', 'rightanti', 'yes', 'print x = 1 | join kind=rightanti (print x = 2) on x'],
  ['Plugins (`evaluate`)', 'bag_unpack', 'yes', 'print x = dynamic({"a": 1}) | evaluate bag_unpack(x)'],
])('%s: %s, %s', (area, name, support, query) => {
  expect(supportOf(area, name)).toBe(support);
  expect(answer(query).error?.startsWith('unsupported') ?? false).toBe(support === 'no');
});
