import { intervalsOf } from '../../src/audit/interval';
import type { Sighting, There } from '../../src/audit/sighting';

const time = (day: number): string => new Date(Date.UTC(2026, 1, day)).toISOString();
const there = (hash: string, etag?: string): There => ({
  kind: 'there',
  hash,
  ...(etag === undefined ? {} : { etag }),
});
const absent: There = { kind: 'absent' };
const unknown: There = { kind: 'unknown' };
const look = (day: number, what: There): Sighting => ({ at: time(day), how: 'look', there: what, entry: `e${day}` });
const write = (day: number, what: There): Sighting => ({ ...look(day, what), how: 'write' });

test.each<[string, readonly Sighting[], readonly string[]]>([
  ['nothing', [], []],
  ['a write and no look', [write(1, there('a'))], ['unknown', 'assumed']],
  ['a write, found so', [write(1, there('a')), look(2, there('a'))], ['unknown', 'written by us', 'assumed']],
  ['two looks alike', [look(1, there('a')), look(2, there('a'))], ['unknown', 'observed', 'assumed']],
  ['two looks that differ', [look(1, there('a')), look(2, there('b'))], ['unknown', 'unknown', 'assumed']],
  ['a version that moved', [look(1, there('a', '"1"')), look(2, there('a', '"2"'))], ['unknown', 'assumed', 'assumed']],
  [
    'one version, quoted otherwise',
    [look(1, there('a', '"1"')), look(2, there('a', '1'))],
    ['unknown', 'observed', 'assumed'],
  ],
  ['gone', [write(1, there('a')), look(2, absent)], ['unknown', 'unknown', 'assumed']],
  [
    'ours, edited, edited no more',
    [write(1, there('a')), look(2, there('b')), look(3, there('b'))],
    ['unknown', 'unknown', 'observed', 'assumed'],
  ],
  [
    'edited and put back by hand',
    [write(1, there('a')), look(2, there('b')), look(3, there('a')), look(4, there('a'))],
    ['unknown', 'unknown', 'unknown', 'observed', 'assumed'],
  ],
  [
    'a plan looks, then writes',
    [write(1, there('a')), look(2, there('a')), write(3, there('b'))],
    ['unknown', 'written by us', 'written by us', 'assumed'],
  ],
  [
    'a plan saw what somebody made',
    [write(1, there('a')), look(2, there('x')), write(3, there('b'))],
    ['unknown', 'unknown', 'observed', 'assumed'],
  ],
  [
    'a write that may have taken',
    [look(1, there('a')), write(2, unknown), look(3, there('b'))],
    ['unknown', 'unknown', 'unknown', 'assumed'],
  ],
  [
    'a write of no known moment',
    [look(1, there('a')), { ...write(2, there('b')), inexact: true }],
    ['unknown', 'unknown', 'assumed'],
  ],
])('%s', (_, sightings, grades) => {
  const intervals = intervalsOf(sightings);
  expect(intervals.map(({ grade }) => grade)).toEqual(grades);
  // without a gap
  intervals.forEach(({ from }, index) => expect(from).toBe(index === 0 ? null : intervals[index - 1]?.to));
});

test('an unknown time begins at the last good look, not at the discovery', () => {
  const [, interval] = intervalsOf([look(1, there('a')), look(9, there('b'))]);
  expect(interval).toMatchObject({ from: time(1), to: time(9), there: there('a'), found: there('b') });
});
