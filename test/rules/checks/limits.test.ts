import { checkProject } from '../../../src/rules';
import { exampleFile } from '../example-file';

/** What is found, as "code @ the text it points at". */
function found(fragment: string, kind: 'rule' | 'hunting' = 'rule'): string[] {
  const { diagnostics } = checkProject([{ path: 'a.yaml', text: exampleFile(fragment, kind) }], {
    today: '2026-11-24',
  });
  return diagnostics.map(({ code, source, span }) => `${code} @ ${source.text.slice(span.start, span.end).trimEnd()}`);
}

const NRT = 'kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:\n';
const schedule = (frequency: string, period: string): string => `queryFrequency: ${frequency}\nqueryPeriod: ${period}`;
const suppression = (duration: string): string => `suppressionEnabled: true\nsuppressionDuration: ${duration}`;
const mapping = (type: string, ...identifiers: readonly string[]): string =>
  `entityMappings:\n  - entityType: ${type}\n    fieldMappings:\n${identifiers.map((each) => `      - { identifier: ${each}, columnName: C }\n`).join('')}`;
const addresses = (count: number): string =>
  `entityMappings: [${'{ entityType: IP, fieldMappings: [{ identifier: Address, columnName: C }] }, '.repeat(count)}]`;
const grouping = (more: string, lookback = '5h', method = 'Selected'): string =>
  `incidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n    enabled: true\n    reopenClosedIncident: false\n    lookbackDuration: ${lookback}\n    matchingMethod: ${method}\n${more}`;
const title = (text: string): string => `alertDetailsOverride:\n  alertDisplayNameFormat: '${text}'`;
const query = (text: string): string => `query: |\n  ${text.replaceAll('\n', '\n  ')}`;
const exclusions = (...lines: readonly string[]): string =>
  `exclusions:\n${lines.map((line) => `  - ${line}\n`).join('')}`;

describe('schedule', () => {
  test.each<[string, readonly string[]]>([
    [schedule('5m', '5m'), []],
    [schedule('4m', '5m'), ['schedule-bounds @ 4m']],
    [schedule('PT299S', 'PT5M'), ['schedule-bounds @ PT299S']],
    [schedule('14d', 'P14D'), []],
    [schedule('15d', '15d'), ['schedule-bounds @ 15d', 'schedule-bounds @ 15d']],
    [schedule('1d', '23h'), ['period-shorter-than-frequency @ 23h']],
    [schedule('PT60M', '1h'), []],
    [schedule('59m', '47h'), []],
    [schedule('59m', '2d'), ['frequency-too-high-for-period @ 59m']],
    [schedule('1h', '2d'), []],
    ['triggerOperator: lt', ['trigger-never @ 0']],
    ['triggerOperator: LessThan\ntriggerThreshold: 1', []],
    ['startTimeUtc: "2026-12-01T06:00:00Z"', []],
    ['startTimeUtc: "2026-11-23T06:00:00Z"', ['start-time @ "2026-11-23T06:00:00Z"']],
    ['startTimeUtc: "2027-02-30T06:00:00Z"', ['start-time @ "2027-02-30T06:00:00Z"']],
    [NRT, []],
    [`${NRT}startTimeUtc: "2026-12-01T06:00:00Z"`, ['nrt-with-schedule @ startTimeUtc']],
    [
      'kind: NRT',
      ['queryFrequency', 'queryPeriod', 'triggerOperator', 'triggerThreshold'].map(
        (key) => `nrt-with-schedule @ ${key}`,
      ),
    ],
  ])('%j', (fragment, expected) => {
    expect(found(fragment)).toEqual(expected);
  });
});

describe('suppression', () => {
  test.each<[string, readonly string[]]>([
    [suppression('24h'), []],
    [suppression('25h'), ['suppression-bounds @ 25h']],
    [suppression('4m'), ['suppression-bounds @ 4m', 'suppression-without-effect @ 4m']],
    [suppression('59m'), ['suppression-without-effect @ 59m']],
    [suppression('1h'), []],
    ['suppressionEnabled: false\nsuppressionDuration: 5m', []],
  ])('%j', (fragment, expected) => {
    expect(found(fragment)).toEqual(expected);
  });
});

describe('entities', () => {
  test.each<[string, readonly string[]]>([
    [mapping('Account', 'FullName'), []],
    [mapping('Account', 'Name', 'UPNSuffix', 'AadUserId'), []],
    [mapping('Account', 'UPNSuffix'), ['entity-identifier-required @ Account']],
    [mapping('Account', 'SID'), ['entity-identifier-unknown @ SID']],
    [mapping('SecurityGroup', 'Sid'), ['entity-identifier-unknown @ Sid']],
    [mapping('FileHash', 'Algorithm', 'Value'), []],
    [mapping('FileHash', 'Algorithm'), ['entity-identifier-required @ FileHash']],
    [mapping('File', 'Directory'), ['entity-identifier-required @ File']],
    [mapping('IP', 'Address', 'Address'), ['entity-identifier-repeated @ Address']],
    [mapping('Url', 'Url'), ['unknown-value @ Url']],
    [addresses(10), []],
    [addresses(11), ['entity-count @ entityMappings']],
    [
      `${addresses(9)}\nsentinelEntitiesMappings: [{ columnName: A }, { columnName: B }]`,
      ['entity-count @ entityMappings'],
    ],
    [`${NRT}${addresses(5)}`, []],
    [`${NRT}${addresses(6)}`, ['entity-count-nrt @ entityMappings']],
    [`${NRT}${addresses(11)}`, ['entity-count @ entityMappings']],
  ])('%j', (fragment, expected) => {
    expect(found(fragment)).toEqual(expected);
  });
});

describe('texts of the alert', () => {
  test.each<[string, readonly string[]]>([
    [title('{{A}} {{B}} {{C}}'), []],
    [title('{{A}} {{A}} {{A}} {{A}}'), ["override-placeholder-count @ '{{A}} {{A}} {{A}} {{A}}'"]],
    [title('From {{A}'), ["override-placeholder-syntax @ 'From {{A}'"]],
    [title('From A}}'), ["override-placeholder-syntax @ 'From A}}'"]],
    [title('From {A}'), []],
    [title('From {{}}'), ["override-placeholder-syntax @ 'From {{}}'"]],
    [title('From {{ A }}'), ["override-placeholder-name @ 'From {{ A }}'"]],
    [title('From {{tostring(A)}}'), ["override-placeholder-name @ 'From {{tostring(A)}}'"]],
  ])('%j', (fragment, expected) => {
    expect(found(fragment)).toEqual(expected);
  });
});

describe('grouping', () => {
  test.each<[string, readonly string[]]>([
    [grouping('', '5m', 'AllEntities'), []],
    [grouping('', '4m', 'AllEntities'), ['grouping-lookback @ 4m']],
    [grouping('', '169h', 'AnyAlert'), ['grouping-lookback @ 169h']],
    [grouping(''), ['grouping-selected-empty @ Selected']],
    [grouping('    groupByEntities: [Host]'), ['grouping-entity-unmapped @ Host']],
    [grouping('    groupByEntities: [Host]', '5h', 'AllEntities'), []],
    [`sentinelEntitiesMappings: [{ columnName: E }]\n${grouping('    groupByEntities: [Host]')}`, []],
    [`entityMappings: none\n${grouping('    groupByEntities: [Host]')}`, ['wrong-type @ none']],
    [grouping('    groupByCustomDetails: [Users]'), ['grouping-detail-unknown @ Users']],
    [`customDetails: { Users: UserCount }\n${grouping('    groupByCustomDetails: [Users]')}`, []],
    [grouping('    groupByAlertDetails: [Title]'), ['unknown-value @ Title']],
  ])('%j', (fragment, expected) => {
    expect(found(fragment)).toEqual(expected);
  });
});

describe('ATT&CK', () => {
  test.each<[string, readonly string[]]>([
    ['relevantTechniques: [T1110, T1110.003]', []],
    ['relevantTechniques: [T1562.001]', ['technique-retired @ T1562.001']],
    ['relevantTechniques: [T1110.999]', ['technique-unknown @ T1110.999']],
    ['relevantTechniques: [T1486]', ['technique-tactic @ T1486']],
    ['tactics: [InhibitResponseFunction]\nrelevantTechniques: [T0803]', []],
    ['tactics: []\nrelevantTechniques: [T1486]', ['tactics-missing @ tactics']],
    ['tactics: [Impact, Nonsense]\nrelevantTechniques: [T1110]', ['unknown-value @ Nonsense']],
    ['tactics: CredentialAccess', ['wrong-type @ CredentialAccess']],
  ])('%j', (fragment, expected) => {
    expect(found(fragment)).toEqual(expected);
  });
});

describe('query', () => {
  test.each<[string, readonly string[]]>([
    [query('search *'), ['query-wildcard @ search *']],
    [query('T | where A == "union *" // search *'), []],
    [query('union Device*'), []],
    [query('union  *\n| take 1'), ['query-wildcard @ union  *']],
    ['query: T | take 1', []],
    ['query: "T | where A == \\"x\\""', ['query-not-literal @ query']],
    ['query: \'T | where A == "x"\'', []],
    [query("let url = 'http://a'; // @parameter\nT"), []],
    [query('let rows = T; // @parameter 1\nT'), []],
    [query('T // @parameter'), ['parameter-marker @ // @parameter']],
  ])('%j', (fragment, expected) => {
    expect(found(fragment)).toEqual(expected);
  });
});

describe('exclusions', () => {
  test.each<[string, readonly string[]]>([
    [`${query('T\n// @exclusions')}\n${exclusions('{ name: a, scenario: A, where: A == 1 }')}`, []],
    [
      `${query('T\n// @exclusions')}\n${exclusions('{ name: a, at: runs, scenario: A, where: A == 1 }')}`,
      ['exclusion-marker-unused @ // @exclusions', 'exclusion-marker-missing @ runs'],
    ],
    [
      `${query('T\n// @exclusions')}\n${exclusions('{ name: a, scenario: A, where: A == 1, expires: 2026-11-24 }')}`,
      ['exclusion-expired @ 2026-11-24'],
    ],
    [
      `${query('T\n// @exclusions')}\n${exclusions('{ name: a, scenario: A, where: A == 1, expires: 2026-11-25 }')}`,
      [],
    ],
    [
      `${query('T\n// @exclusions')}\n${exclusions('{ name: a, scenario: A, where: A == 1 }', '{ name: a, scenario: B, where: A == 2 }')}`,
      ['exclusion-name-repeated @ a'],
    ],
  ])('%j', (fragment, expected) => {
    expect(found(fragment)).toEqual(expected);
  });
});

describe('what a file accepts', () => {
  const ignore = (code: string): string => `ignore: [{ code: ${code}, reason: Agreed. }]`;
  test.each<[string, readonly string[]]>([
    [`triggerOperator: lt\n${ignore('trigger-never')}`, []],
    [ignore('trigger-never'), ['ignore-unused @ trigger-never']],
    [`triggerOperator: lt\n${ignore('trigger-nevr')}`, ['trigger-never @ 0', 'ignore-unused @ trigger-nevr']],
    // what is wrong with the file's YAML or shape cannot be accepted
    [`severity: Critical\n${ignore('unknown-value')}`, ['unknown-value @ Critical']],
  ])('%j', (fragment, expected) => {
    expect(found(fragment)).toEqual(expected);
  });
});

test('a finding across files is accepted by the file that says so', () => {
  const one = exampleFile('ignore: [{ code: duplicate-name, reason: Two regions. }]');
  const two = exampleFile('id: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f35');
  const files = [one, two].map((text, index) => ({ path: `${index}.yaml`, text }));
  const { diagnostics } = checkProject(files, { today: '2026-11-24' });
  expect(diagnostics.map(({ code, source }) => `${source.path} ${code}`)).toEqual(['1.yaml duplicate-name']);
});

test('a hunting query may read every table', () => {
  expect(found(query('search *'), 'hunting')).toEqual([]);
});
