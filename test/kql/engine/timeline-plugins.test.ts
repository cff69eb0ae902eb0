import { answer } from '../answers';

const day = (date: number): string => `2026-03-${String(date).padStart(2, '0')}T00:00:00.0000000Z`;
const visits = (rows: readonly (readonly [string, number])[]): string =>
  `datatable(who: string, at: datetime)[${rows.map(([who, date]) => `'${who}', datetime(${day(date).slice(0, 10)})`).join(', ')}]`;

// prettier-ignore
const WEEK = visits([['ann', 1], ['bob', 1], ['ann', 1], ['cat', 2], ['ann', 2], ['bob', 3], ['dan', 3], ['dan', 3]]);
const SPAN = 'datetime(2026-03-01), datetime(2026-03-03)';

// prettier-ignore
test.each<[string, string, string, readonly (readonly unknown[])[]]>([
  ['each window beside all before it', `${WEEK} | evaluate activity_counts_metrics(who, at, ${SPAN}, 1d)`,
    'at:datetime count:long dcount:long new_dcount:long aggregated_dcount:long',
    [[day(1), 3, 2, 2, 2], [day(2), 2, 2, 1, 3], [day(3), 3, 2, 1, 4]]],
  ['each window beside the last', `${WEEK} | evaluate activity_metrics(who, at, ${SPAN}, 1d)`,
    'at:datetime dcount_values:long dcount_newvalues:long retention_rate:real churn_rate:real',
    [[day(1), 2, 2, 'NaN', 'NaN'], [day(2), 2, 1, 0.5, 0.5], [day(3), 2, 2, 0, 1]]],
  ['two days back', `${WEEK} | evaluate sliding_window_counts(who, at, datetime(2026-03-01), datetime(2026-03-05), 2d, 1d)`,
    'at:datetime Count:long Dcount:long',
    [[day(1), 3, 2], [day(2), 5, 3], [day(3), 5, 4], [day(4), 3, 2]]],
  ['a slice per value of a dimension',
    `${WEEK} | extend team = iff(who in ('ann', 'bob'), 'x', 'y') | where at < datetime(2026-03-03) | evaluate sliding_window_counts(who, at, datetime(2026-03-01), datetime(2026-03-02), 1d, 1d, team)`,
    'at:datetime team:string Count:long Dcount:long',
    [[day(1), 'x', 3, 2], [day(2), 'x', 1, 1], [day(2), 'y', 1, 1]]],
  ['a session begins after a gap of just the look-back', 'datatable(who: string, at: long)["a",1,"a",4,"a",9,"b",9,"a",14,"b",12,"a",22,"b",22] | evaluate session_count(who, at, 0, 30, 10, 5)',
    'at:long count_sessions:long', [[0, 3], [10, 1], [20, 2]]],
  ['active on three days of a week', `${visits([['ann', 1], ['ann', 2], ['ann', 5], ['bob', 1], ['bob', 4], ['bob', 13]])} | evaluate active_users_count(who, at, datetime(2026-03-01), datetime(2026-03-14), 7d, 1d, 3, 7d)`,
    'at:datetime dcount:long', [[day(1), 1]]],
  ['the median of two bins', 'range i from 0 to 5 step 1 | extend bin = i * 5, v = i * 10 | evaluate rolling_percentile(v, 50, bin, 10, 2)',
    'bin:long rolling_2_percentile_v_50:long', [[0, 0], [10, 10], [20, 30]]],
  ['rows near', 'range i from 1 to 10 step 1 | evaluate rows_near(i in (4, 9), 2, 1)', 'i:long', [[2], [3], [4], [5], [7], [8], [9], [10]]],
  ['what sketches have in common', 'range i from 1 to 12 step 1 | summarize two = hll(i - i % 2), three = hll(i - i % 3) | evaluate dcount_intersect(two, three) | project s0, s1',
    's0:long s1:long', [[7, 3]]],
  ['a row per cell', 'datatable(name: string, n: long)["x", 1, "y", 2] | evaluate narrow()', 'Row:long Column:string Value:string',
    [[0, 'name', 'x'], [0, 'n', '1'], [1, 'name', 'y'], [1, 'n', '2']]],
  ['pairs of steps, by host', `datatable(host: string, at: long, what: string)["h", 1, "in", "h", 3, "out", "g", 4, "out", "h", 5, "out", "h", 30, "out"] | evaluate sequence_detect(at, 10, 20, enter = what == "in", leave = what == "out", host)`,
    'host:string enter_at:long leave_at:long Duration:long', [['h', 1, 3, 2], ['h', 1, 5, 4]]],
])('%s', (_, query, columns, rows) => {
  expect(answer(query)).toEqual({ columns, rows });
});

// What no page shows is refused.
test.each([
  [
    'a window without rows',
    `${visits([
      ['ann', 1],
      ['ann', 3],
    ])} | evaluate activity_metrics(who, at, ${SPAN}, 1d)`,
  ],
  [
    'rows before the start',
    `${WEEK} | evaluate sliding_window_counts(who, at, datetime(2026-03-02), datetime(2026-03-03), 2d, 1d)`,
  ],
  ['a step that does not fit', `${WEEK} | evaluate sliding_window_counts(who, at, ${SPAN}, 36h, 1d)`],
  [
    'a look-back that decides by its first day',
    `${visits([
      ['ann', 1],
      ['ann', 4],
      ['ann', 7],
    ])} | evaluate active_users_count(who, at, ${SPAN.replace('-03)', '-08)')}, 7d, 1d, 3, 7d)`,
  ],
  [
    'a bin without sessions',
    'datatable(who: string, at: long)["a",1,"a",11] | evaluate session_count(who, at, 0, 30, 10, 50)',
  ],
  ['a bin without rows', 'datatable(b: long, v: long)[0, 1, 20, 2] | evaluate rolling_percentile(v, 50, b, 10, 2)'],
  ['narrow over dates', `${WEEK} | evaluate narrow()`],
  ['steps at the same time', 'datatable(at: long)[1] | evaluate sequence_detect(at, 10, 20, a = at == 1, b = at == 1)'],
  [
    'three steps',
    'datatable(at: long)[1] | evaluate sequence_detect(at, 10, 20, a = at == 1, b = at == 2, c = at == 3)',
  ],
])('%s', (_, query) => {
  expect(answer(query).error).toMatch(/^unsupported: /);
});
