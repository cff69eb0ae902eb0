import { analyze, catalogOf } from '../../../src/kql';
import type { Syntax } from '../../../src/kql';
import { foldTime } from '../../../src/rules/analysis/time-value';
import type { TimeValue } from '../../../src/rules/analysis/time-value';

const H = 3600;
const D = 24 * H;
const span = (min: number, max = min): TimeValue => ({ kind: 'span', min, max });
const moment = (min: number, max = min): TimeValue => ({ kind: 'moment', min, max });
const date = (text: string): TimeValue => ({ kind: 'date', at: Date.parse(text) });

const VALUES = new Map<string, TimeValue>([['week', span(7 * D)]]);

function fold(text: string): TimeValue | undefined {
  const { root } = analyze(`let week = 7d; print (${text})`, catalogOf({}));
  const print = root.list('Statements')[1]?.optional('Expression') as Syntax;
  return foldTime(print.list('Expressions')[0] as Syntax, (name) => VALUES.get(name));
}

test.each<[string, TimeValue | undefined]>([
  ['1d', span(D)],
  ['1.5h', span(1.5 * H)],
  ['30m', span(0.5 * H)],
  ['timespan(1.02:03:04)', span(D + 2 * H + 184)],
  ['time(2h)', span(2 * H)],
  ['totimespan("3h")', span(3 * H)],
  ['-1d', span(-D)],
  ['7 * 1d', span(7 * D)],
  ['1d * 2.5', span(2.5 * D)],
  ['1d / 2', span(D / 2)],
  ['2d + 3h', span(2 * D + 3 * H)],
  ['2d - 3h', span(2 * D - 3 * H)],
  ['now()', moment(0)],
  ['now(-2d)', moment(-2 * D)],
  ['ago(2d)', moment(-2 * D)],
  ['ago(week)', moment(-7 * D)],
  ['ago(week * 2)', moment(-14 * D)],
  ['ago(-1h)', moment(H)],
  ['now() - 36h', moment(-36 * H)],
  ['now() + 1h', moment(H)],
  ['ago(2d) - ago(1d)', span(-D)],
  ['startofday(now())', moment(-D, 0)],
  ['startofday(ago(3d))', moment(-4 * D, -3 * D)],
  ['startofday(now(), -2)', moment(-3 * D, -2 * D)],
  ['endofday(ago(1d))', moment(-D, 0)],
  ['startofweek(now())', moment(-7 * D, 0)],
  ['bin(ago(1d), 1h)', moment(-D - H, -D)],
  ['datetime_add("day", -3, now())', moment(-3 * D)],
  ["datetime_add('hour', 2, ago(1d))", moment(-22 * H)],
  ['datetime(2024-05-06)', date('2024-05-06T00:00:00Z')],
  ['datetime(2024-05-06 07:08:09)', date('2024-05-06T07:08:09Z')],
  ['todatetime("2024-05-06T07:08:09.5Z")', date('2024-05-06T07:08:09Z')],
  ['datetime(2024-05-06) - 1d', date('2024-05-05T00:00:00Z')],
  ['datetime(now)', moment(0)],
  ['3 * 4', { kind: 'number', value: 12 }],
  ['ago(toscalar(range x from 1 to 2 step 1))', undefined],
  ['"1d"', undefined],
  ['iff(true, 1d, 2d)', undefined],
  ['1d / 0', undefined],
])('%s', (text, expected) => {
  expect(fold(text)).toEqual(expected);
});
