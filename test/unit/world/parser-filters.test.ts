import { parserConditions } from '../../../src/unit/world/parser-filters';
import { catalogWith, runTests } from '../run-tests';

/** Which of the rows a call of a parser lets through, by their number. */
function passing(call: string, rows: readonly string[]): unknown {
  const parser = /^\w+/.exec(call)?.[0] ?? '';
  const given = rows.map((row, index) => `{ ${parser}: { ${row}, AdditionalFields: { n: ${index + 1} } } }`);
  const ran = runTests({
    rule: `queryFrequency: 1d\nqueryPeriod: 14d\nquery: |\n  ${call}\n  | project n = toint(AdditionalFields.n)\n`,
    tests: `cases: [{ name: c, given: [${given.join(', ')}], expect: silent }]`,
  });
  expect(ran.found).toEqual([]);
  return ran.cases.flatMap(({ alerts }) => alerts.flatMap((alert) => alert.rows.map(({ n }) => n)));
}

describe('a parser filters the rows that are given for it by its own parameters', () => {
  test.each([
    ['imFileEvent', ['TargetFileName: a', 'TargetFileName: b'], [1, 2]],
    // time: bounds belong to what is asked for
    ['imFileEvent(starttime=ago(1h))', ['TimeGenerated: -2h', 'TimeGenerated: -30m', 'TimeGenerated: -55m'], [2, 3]],
    ['imFileEvent(endtime=ago(1h))', ['TimeGenerated: -2h', 'TimeGenerated: -30m'], [1]],
    [
      'imFileEvent(starttime=ago(3h), endtime=ago(1h))',
      ['TimeGenerated: -4h', 'TimeGenerated: -2h', 'TimeGenerated: -1m'],
      [2],
    ],
    // *_has_any: terms, in any letter case
    [
      "imFileEvent(targetfilepath_has_any=dynamic(['temp', 'users']))",
      ["TargetFilePath: 'C:\\Temp\\a'", "TargetFilePath: 'C:\\Temporary\\a'", "TargetFilePath: 'c:\\USERS\\b'"],
      [1, 3],
    ],
    [
      "imFileEvent(hashes_has_any=dynamic(['AA11']))",
      ['TargetFileSHA1: aa11', 'TargetFileMD5: aa11', 'TargetFileSHA1: aa111'],
      [1, 2],
    ],
    [
      "imProcessCreate(commandline_has_all=dynamic(['-enc', 'hidden']))",
      ["TargetProcessCommandLine: 'pwsh -enc x -w hidden'", "TargetProcessCommandLine: 'pwsh -enc x'"],
      [1],
    ],
    [
      "imDns(domain_has_any=dynamic(['evil.com']))",
      ['EventType: Query, DnsQuery: a.evil.com', 'EventType: Query, DnsQuery: a.com'],
      [1],
    ],
    // a default that filters: without it the rows of another type would be there
    ['imDns', ['EventType: Query', 'EventType: Response'], [1]],
    ["imDns(eventtype='lookup')", ['EventType: Query', 'EventType: Response'], [1]],
    ["imDns(eventtype='*')", ['EventType: Query', 'EventType: Response'], [1, 2]],
    [
      "imDns(responsecodename='NXDOMAIN', eventtype='*')",
      ['EventResultDetails: NXDOMAIN', 'EventResultDetails: NOERROR'],
      [1],
    ],
    [
      "imAuthentication(username_has_any=dynamic(['ann']))",
      ["TargetUsername: 'ann@x.com'", "TargetUsername: 'joann@x.com'", 'ActorUsername: ann'],
      [1, 3],
    ],
    ["imAuthentication(eventtype_in=dynamic(['Logon']))", ['EventType: logon', 'EventType: Logoff'], [1]],
    ['imNetworkSession(dstportnumber=443)', ['DstPortNumber: 443', 'DstPortNumber: 80', "SrcIpAddr: '10.0.0.1'"], [1]],
    // addresses: source or destination
    [
      "imNetworkSession(srcipaddr_has_any_prefix=dynamic(['10.1.']))",
      ["SrcIpAddr: '10.1.2.3'", "DstIpAddr: '10.1.2.3'", "SrcIpAddr: '10.11.2.3'"],
      [1],
    ],
    [
      "imNetworkSession(srcipaddr_has_any_prefix=dynamic(['10.1.']), dstipaddr_has_any_prefix=dynamic(['10.2.']))",
      ["SrcIpAddr: '10.1.2.3'", "DstIpAddr: '10.2.2.3'", "DstIpAddr: '10.1.2.3'"],
      [1, 2],
    ],
    [
      "imNetworkSession(ipaddr_has_any_prefix=dynamic(['10.1.']))",
      ["SrcIpAddr: '10.1.2.3'", "DstIpAddr: '10.1.2.3'", "SrcIpAddr: '10.2.2.3'"],
      [1, 2],
    ],
    // two filters: both
    [
      "imFileEvent(starttime=ago(1h), targetfilepath_has_any=dynamic(['temp']))",
      [
        "TimeGenerated: -2h, TargetFilePath: 'C:\\Temp'",
        "TimeGenerated: -30m, TargetFilePath: 'C:\\Temp'",
        'TimeGenerated: -30m',
      ],
      [2],
    ],
  ])('%s', (call, rows, expected) => {
    expect(passing(call, rows)).toEqual(expected);
  });
});

test('the filtering parameters of all shipped parsers with rows are known, of those that are not a test has to give a body', () => {
  const catalog = catalogWith();
  const unknown = catalog.functionNames().flatMap((name) => {
    const info = catalog.function(name);
    if (info?.columns === undefined || info.body !== undefined) return [];
    const result = parserConditions(info.parameters, new Set(info.columns.map((column) => column.name)));
    return 'unknown' in result ? [`${name}: ${result.unknown}`] : [];
  });
  expect(unknown).toEqual([]);
});
