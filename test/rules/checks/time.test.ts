import { checkProject } from '../../../src/rules';
import { exampleCatalog } from '../example-catalog';
import { exampleFile } from '../example-file';

const catalog = exampleCatalog();
const CODES =
  /^(nrt-window|query-looks|condition-never|schedule-overlap|schedule-gap|hard-coded|timestamp-filter|suppression-of)/;

/** `severity code @ text` of what is found about time. */
function found(query: string, schedule: string, more = ''): readonly string[] {
  const [frequency, period] = schedule.split('/');
  const head = period === undefined ? NRT : `queryFrequency: ${frequency}\nqueryPeriod: ${period}`;
  const text = exampleFile(`${head}\nquery: |\n  ${query.replaceAll('\n', '\n  ')}\n${more}`);
  return checkProject([{ path: 'a.yaml', text }], { today: '2026-11-24', catalog })
    .diagnostics.filter(({ code }) => CODES.test(code))
    .map(({ severity, code, span }) => `${severity} ${code} @ ${text.slice(span.start, span.end)}`);
}

const NRT = 'kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:';
const far = (text: string): string => `warning query-looks-too-far-back @ ${text}`;
const never = (text: string): string => `warning condition-never-true @ ${text}`;

describe('the query looks further back than the period', () => {
  test.each<[string, string, readonly string[]]>([
    ['T | where TimeGenerated > ago(2d) | summarize count() by B', '1d/1d', [far('TimeGenerated > ago(2d)')]],
    ['T | where TimeGenerated > ago(1d)', '1d/1d', []],
    ['T | where ago(2d) < TimeGenerated', '1d/1d', [far('ago(2d) < TimeGenerated')]],
    ['T | where TimeGenerated >= now() - 2d', '1d/1d', [far('TimeGenerated >= now() - 2d')]],
    ['T | where TimeGenerated >= now(-2d)', '1d/1d', [far('TimeGenerated >= now(-2d)')]],
    ['let w = 2d; T | where TimeGenerated > ago(w)', '1d/1d', [far('TimeGenerated > ago(w)')]],
    ['let s = ago(2d); T | where TimeGenerated > s', '1d/1d', [far('TimeGenerated > s')]],
    ['let d = 1d; let w = d * 2; T | where TimeGenerated > ago(w)', '1d/1d', [far('TimeGenerated > ago(w)')]],
    ['T | where TimeGenerated between (ago(2d) .. now())', '1d/1d', [far('TimeGenerated between (ago(2d) .. now())')]],
    ['T | where TimeGenerated > startofday(ago(1d))', '1d/1d', []],
    ['T | where startofday(TimeGenerated) > ago(3d)', '1d/1d', [far('startofday(TimeGenerated) > ago(3d)')]],
    ['let f = (w: timespan) { T | where TimeGenerated > ago(w) }; f(2d)', '1d/1d', [far('TimeGenerated > ago(w)')]],
    ['let f = (w: timespan = 2d) { T | where TimeGenerated > ago(w) }; f()', '1d/1d', [far('TimeGenerated > ago(w)')]],
    ['let f = (w: timespan) { T | where TimeGenerated > ago(w) }; f(1h)', '1h/1h', []],
    ['T | extend When = TimeGenerated | where When > ago(2d)', '1d/1d', [far('When > ago(2d)')]],
    ['T | project When = TimeGenerated | where When > ago(2d)', '1d/1d', [far('When > ago(2d)')]],
    ['T | project-rename When = TimeGenerated | where When > ago(2d)', '1d/1d', [far('When > ago(2d)')]],
    ['T | extend TimeGenerated = D | where TimeGenerated > ago(2d)', '1d/1d', []],
    ['T | where D > ago(30d)', '1d/1d', []],
    ['T | summarize Last = max(TimeGenerated) by B | where Last > ago(2d)', '1d/1d', []],
    ['T | where A in ((T | where TimeGenerated > ago(2d) | project A))', '1d/1d', [far('TimeGenerated > ago(2d)')]],
    ['T | make-series count() on TimeGenerated from ago(2d) to now() step 1h', '1d/1d', [far('ago(2d)')]],
    ['T | where TimeGenerated < ago(1h) or TimeGenerated > ago(2d)', '1d/1d', [far('TimeGenerated > ago(2d)')]],
    ['T | extend Old = iff(TimeGenerated > ago(2d), 1, 0)', '1d/1d', [far('TimeGenerated > ago(2d)')]],
    ['_GetWatchlist("w") | where LastUpdatedTimeUTC > ago(90d)', '1d/1d', []],
    ['T | where TimeGenerated > ago(2d)', 'NRT', []],
    ['T // ago(30d)\n| where B == "ago(30d)"', '1d/1d', []],
  ])('%s, %s', (query, schedule, expected) => {
    expect(found(query, schedule)).toEqual(expected);
  });
});

describe('the schedule', () => {
  const overlap = (severity: string, period: string): string => `${severity} schedule-overlap @ ${period}`;
  test.each<[string, string, readonly string[]]>([
    ['T', '1d/1d', []],
    ['T', '1h/65m', []],
    ['T', '1d/5d', [overlap('warning', '5d')]],
    ['T | summarize count() by B', '1d/5d', [overlap('info', '5d')]],
    ['T | where TimeGenerated > ago(1d)', '1d/5d', []],
    ['T | where ingestion_time() > ago(1d)', '1d/5d', []],
    ['T | where TimeGenerated between (ago(5d) .. ago(4d))', '1d/5d', []],
    ['T | summarize Last = max(TimeGenerated) by B | where Last > ago(1d)', '1d/5d', []],
    ['T | summarize arg_max(TimeGenerated, *) by B | where TimeGenerated > ago(1d)', '1d/5d', []],
    ['T | summarize First = min(TimeGenerated) by B | where First > ago(1d)', '1d/5d', []],
    [
      'T | extend Arrived = max_of(ingestion_time(), TimeGenerated + 5m) | summarize Arrived = min(Arrived) by B | where Arrived > ago(1d)',
      '1d/5d',
      [],
    ],
    ['T | summarize New = countif(TimeGenerated > ago(1d)) by B | where New > 3', '1d/5d', []],
    ['T | join kind=inner (T | where TimeGenerated > ago(1d)) on A', '1d/5d', []],
    ['T | join kind=leftouter (T | where TimeGenerated > ago(1d)) on A', '1d/5d', [overlap('warning', '5d')]],
    ['T | where TimeGenerated > ago(1d) | join kind=leftanti (T) on A', '1d/5d', []],
    ['T | join kind=rightanti (T | where TimeGenerated > ago(1d)) on A', '1d/5d', []],
    ['union (T | where TimeGenerated > ago(1d)), T', '1d/5d', [overlap('warning', '5d')]],
    ['union (T | where TimeGenerated > ago(1d)), (T | where TimeGenerated > ago(1d))', '1d/5d', []],
    ['_GetWatchlist("w")', '1d/5d', []],
    ['T', 'NRT', []],
    ['T | where TimeGenerated > ago(1h)', 'NRT', []],
    ['T | where TimeGenerated > ago(3m)', 'NRT', []],
    ['T | where TimeGenerated > ago(2m)', 'NRT', ['warning nrt-window @ T']],
    ['T | where ingestion_time() > ago(1m)', 'NRT', ['warning nrt-window @ T']],
    ['T | where TimeGenerated > ago(1h)', '1d/1d', ['warning schedule-gap @ 1d']],
    ['T | where TimeGenerated > ago(1h)', '1h/14d', []],
    ['T | where TimeGenerated between (ago(3h) .. ago(2h))', '2h/1d', ['warning schedule-gap @ 2h']],
    ['union (T | where TimeGenerated > ago(1h)), T', '1d/1d', []],
    ['_Im_Dns(starttime=ago(1h))', '1d/1d', ['warning schedule-gap @ 1d']],
    ['_Im_Dns(starttime=ago(2d))', '1d/1d', []],
    ['T | where ingestion_time() > ago(1h)', '1d/1d', ['warning schedule-gap @ 1d']],
  ])('%s, %s', (query, schedule, expected) => {
    expect(found(query, schedule)).toEqual(expected);
  });
});

describe('events that arrive late', () => {
  const late = (query: string, schedule: string, latency: Readonly<Record<string, string>>): readonly string[] => {
    const [frequency, period] = schedule.split('/');
    const head = period === undefined ? NRT : `queryFrequency: ${frequency}\nqueryPeriod: ${period}`;
    const text = exampleFile(`${head}\nquery: |\n  ${query}\n`);
    return checkProject([{ path: 'a.yaml', text }], { today: '2026-11-24', catalog, settings: { latency } })
      .diagnostics.filter(({ code }) => code === 'latency-margin')
      .map(({ span }) => text.slice(span.start, span.end));
  };
  test.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
    ['T', '1h/1h', { T: '1h' }, ['T']],
    ['T', '1h/1h', { T: '5m' }, []],
    ['T', '1h/1h', { T: '6m' }, ['T']],
    ['T', '1h/1h', {}, []],
    ['T', '1h/2h', { T: '1h' }, []],
    ['T | where ingestion_time() > ago(1h)', '1h/2h', { T: '1h' }, []],
    ['T | where TimeGenerated > ago(1h)', '1h/2h', { T: '1h' }, ['T']],
    ['T | join kind=leftanti (AuditLogs) on $left.B == $right.Id', '1h/1h', { AuditLogs: '1h' }, []],
    ['union T, (T | where A > 1)', '1h/1h', { T: '1h' }, ['T']],
    ['T', 'NRT', { T: '6h' }, []],
    ['T', 'NRT', { T: '13h' }, ['T']],
    ['T | where TimeGenerated > ago(1h)', 'NRT', { T: '57m' }, []],
    ['T | where TimeGenerated > ago(1h)', 'NRT', { T: '58m' }, ['T']],
    ['T | where TimeGenerated > ago(1h)', 'NRT', {}, []],
  ])('%s, %s, %j', (query, schedule, latency, expected) => {
    expect(late(query, schedule, latency)).toEqual(expected);
  });
});

describe('conditions that nothing meets', () => {
  test.each<[string, readonly string[]]>([
    ['T | where TimeGenerated < ago(2d)', [never('TimeGenerated < ago(2d)')]],
    ['T | where TimeGenerated > now()', [never('TimeGenerated > now()')]],
    ['T | where TimeGenerated > ago(-1h)', [never('TimeGenerated > ago(-1h)')]],
    ['T | where TimeGenerated between (now() .. ago(1h))', [never('TimeGenerated between (now() .. ago(1h))')]],
    ['T | where A between (9 .. 3)', [never('A between (9 .. 3)')]],
    ['T | where A between (3 .. 9)', []],
    ['T | where tolower(B) == "Admin"', [never('tolower(B) == "Admin"')]],
    ['T | where "Admin" == tolower(B)', [never('"Admin" == tolower(B)')]],
    ['T | where tolower(B) == "admin"', []],
    ['T | where tolower(B) =~ "Admin"', []],
    ['T | where toupper(B) == "Admin"', [never('toupper(B) == "Admin"')]],
    ['T | where B == "x" and B == "y"', [never('B == "y"')]],
    ['T | where B == "x" and A == 1 and B == "y"', [never('B == "y"')]],
    ['T | where B == "x" or B == "y"', []],
    ['T | where B == "x" and B =~ "X"', []],
    ['T | where B =~ "x" and B =~ "y"', [never('B =~ "y"')]],
    ['T | where A == 1 and A == 2', [never('A == 2')]],
    ['T | where B == "x" | where B == "x"', []],
  ])('%s', (query, expected) => {
    expect(found(query, '1d/1d')).toEqual(expected);
  });
});

describe('fixed dates, copies of the time, suppression', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'T | where TimeGenerated < datetime(2024-01-01)',
      '',
      ['warning hard-coded-date @ TimeGenerated < datetime(2024-01-01)'],
    ],
    [
      'T | where TimeGenerated > datetime(2024-01-01)',
      '',
      ['info hard-coded-date @ TimeGenerated > datetime(2024-01-01)'],
    ],
    ['T | where D < datetime(2024-01-01)', '', []],
    [
      'DeviceProcessEvents | where Timestamp > ago(1h)',
      '',
      ['warning schedule-gap @ 1d', 'warning timestamp-filter @ Timestamp > ago(1h)'],
    ],
    ['DeviceProcessEvents | where Timestamp > ago(1d) and TimeGenerated > ago(1d)', '', []],
    [
      'DeviceProcessEvents | where Timestamp > ago(1d) | join (DeviceEvents | where TimeGenerated > ago(1d)) on DeviceId',
      '',
      ['warning timestamp-filter @ Timestamp > ago(1d)'],
    ],
    ['T', 'suppressionEnabled: true\nsuppressionDuration: 1d', []],
    [
      'T',
      'suppressionEnabled: true\nsuppressionDuration: 1d\neventGroupingSettings: { aggregationKind: AlertPerResult }',
      ['warning suppression-of-others @ true'],
    ],
    [
      'T | summarize count() by B',
      'suppressionEnabled: true\nsuppressionDuration: 1d\nentityMappings: [{ entityType: Account, fieldMappings: [{ identifier: FullName, columnName: B }] }]',
      ['warning suppression-of-others @ true'],
    ],
    ['T | summarize count() by B', 'suppressionEnabled: true\nsuppressionDuration: 1d', []],
  ])('%s, %j', (query, more, expected) => {
    expect(found(query, '1d/1d', more)).toEqual(expected);
  });
});
