import { columnsThatMatter, newTestFile, runAfter, withCase } from '../../../src/unit';

const captured = {
  name: 'silent for the scanner',
  table: 'Logins',
  rows: [{ TimeGenerated: '2026-11-24T08:01:12.120Z', Who: 'ann' }],
  expect: 'silent' as const,
};

const CASE = `  - name: silent for the scanner
    now: '2026-11-24T08:10:00Z'
    given:
      - Logins:
          TimeGenerated: '2026-11-24T08:01:12.120Z'
          Who: ann
    expect: silent
`;

test('a first case, and one more behind others: nothing else of the file changes', () => {
  expect(newTestFile('# header\n', captured)).toBe(`# header\ncases:\n${CASE}`);
  const before = 'cases: # mine\n  - name: a\n    given: [x]\n    expect: fires # for now\n';
  expect(withCase('a.test.yaml', before, captured)).toEqual({ done: true, text: `${before}${CASE}` });
});

test.each([
  ['cases: [{ name: a, given: [], expect: silent }]\n', 'written with `-` lines'],
  ['cases: [\n', 'no YAML'],
])('%j is left alone', (text, reason) => {
  expect(withCase('a.test.yaml', text, captured)).toEqual({ done: false, reason: expect.stringContaining(reason) });
});

test.each([
  [['2026-11-24T08:00:00Z'], '2026-11-24T08:10:00.000Z'],
  [['2026-11-24T08:04:59Z', '2026-11-24T07:00:00Z'], '2026-11-24T08:10:00.000Z'],
])('the run after %j is that of %s: five minutes later at the least', (times, run) => {
  expect(runAfter(times.map((time) => ({ TimeGenerated: time })))?.toISOString()).toBe(run);
});

test('rows without a time have no run of their own', () => {
  expect(runAfter([{ Who: 'ann' }])).toBeUndefined();
});

test.each([
  ['Logins | where Who == ""', ['TimeGenerated', 'Who', 'Also']],
  ['Logins | extend all = pack_all()', ['TimeGenerated', 'Who', 'Also', 'Other']],
  ['search ""', ['TimeGenerated', 'Who', 'Also', 'Other']],
  ['Logins | project-away Whoever', ['TimeGenerated', 'Also']],
])('of %s the columns that matter are %j', (text, columns) => {
  const row = { TimeGenerated: 't', Who: 'ann', Also: 1, Other: 2 };
  expect(columnsThatMatter([row], { text, also: ['Also'] }).map(Object.keys)).toEqual([columns]);
});
