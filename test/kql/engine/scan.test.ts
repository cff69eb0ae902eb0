import { answer } from '../answers';

const LOG =
  'let Log = datatable(n: long, what: string)[1, "in", 2, "work", 3, "in", 4, "work", 5, "work", 6, "out", 7, "work"];';

// prettier-ignore
test.each([
  ['one step keeps its state',
    'range x from 1 to 4 step 1 | scan declare (low: long = 100) with (step s: true => low = min_of(x * 3 % 5, s.low);)',
    [[1, 3], [2, 1], [3, 1], [4, 1]]],
  ['a state without a default is null',
    'range x from 1 to 3 step 1 | scan declare (was: long) with (step s: true => was = coalesce(s.was, 0) + x;)',
    [[1, 1], [2, 3], [3, 6]]],
  ['the record before, by a column of the input',
    'range x from 2 to 6 step 2 | scan declare (gap: long) with (step s: true => gap = x - s.x;)',
    [[2, null], [4, 2], [6, 2]]],
  ['records that match no step are left out',
    'range x from 1 to 5 step 1 | scan with (step s: x % 2 == 0;)',
    [[2], [4]]],
  ['a sequence moves on to the next step',
    'Log | scan with_match_id = id with (step a: what == "in"; step b: what == "out";)',
    [[1, 'in', 0], [3, 'in', 0], [6, 'out', 0]]],
  ['a step repeats while it can',
    'Log | scan with_match_id = id with (step a: what == "in"; step b: what == "work"; step c: what == "out";)',
    [[1, 'in', 0], [2, 'work', 0], [3, 'in', 1], [4, 'work', 1], [5, 'work', 1], [6, 'out', 1]]],
  ['output=none of the first',
    'Log | scan declare (since: long) with (step a output=none: what == "in" => since = n; step b: what == "out" => since = a.since;)',
    [[6, 'out', 3]]],
  ['output=last of a series',
    'Log | scan with (step a output=none: what == "in"; step b output=last: what == "work"; step c: what == "out";)',
    [[2, 'work'], [5, 'work'], [6, 'out']]],
  ['output=last at the end of the rows',
    'range x from 1 to 5 step 1 | scan with (step s output=last: x < 4;)',
    [[3]]],
  ['a condition on the state of the step before',
    'Log | scan with (step a: what == "in"; step b: what == "work" and n - a.n <= 1;)',
    [[1, 'in'], [2, 'work'], [3, 'in'], [4, 'work'], [5, 'work']].slice(0, 4)],
  ['the new value takes the declared type',
    'range x from 1 to 2 step 1 | scan declare (r: real) with (step s: true => r = x;) | project r / 4',
    [[0.25], [0.5]]],
  ['no rows',
    'range x from 1 to 0 step 1 | scan declare (y: long = 1) with (step s: true => y = s.y + 1;)',
    []],
])('scan: %s', (_, query, rows) => {
  const { error, rows: found } = answer(`${LOG}\n${query}`);
  expect(error).toBeUndefined();
  expect(found).toEqual(rows);
});

test.each([
  ['range x from 1 to 3 step 1 | scan declare (y: long) with (step s: true => y = y + 1;)', /'y' without a step/],
  ['range x from 1 to 3 step 1 | scan declare (y: long) with (step s: true => y = prev(x) + s.y;)', /'prev' in a step/],
  [
    'range x from 1 to 3 step 1 | scan declare (x: long) with (step s: true => x = 1;)',
    /(?:declares|without a step|semantic)/,
  ],
])('%s has no answer', (query, error) => {
  expect(answer(query).error).toMatch(error);
});
