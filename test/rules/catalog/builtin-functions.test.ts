import { join } from 'node:path';
import { readCatalog } from '../../../scripts/files/catalog';
import { analyze } from '../../../src/kql';

const root = join(__dirname, '../../..');
const { catalog } = readCatalog(root, { project: root, detections: 'nowhere', schemas: [] });
const builtins = catalog
  .functionNames()
  .filter((name) => catalog.function(name)?.origin === 'built-in' && name !== 'FileProfile');

test.each(builtins)('%s binds without arguments and returns columns', (name) => {
  const { diagnostics, result } = analyze(`${name}()`, catalog);
  expect(diagnostics).toEqual([]);
  expect(result?.columns.length).toBeGreaterThan(0);
});

test.each([
  ['_Im_Dns(starttime=ago(1d), domain_has_any=dynamic(["a.example"])) | project SrcIpAddr, DnsQuery, Domain', []],
  ['_Im_Authentication(eventresult="Failure") | summarize count() by TargetUsername, SrcIpAddr', []],
  ['_Im_NetworkSession(dstportnumber=22) | project DstBytes, Hostname', []],
  ['_Im_Dns_Native(disabled=true) | project DnsQuery', []],
  ['_ASim_Dns_Native(pack=true)', ['KS']],
  ['imProcessCreate | project CommandLine, TargetProcessName', []],
  ['DeviceFileEvents | invoke FileProfile("SHA1", 500) | where GlobalPrevalence < 15 | project DeviceName, SHA1', []],
  ['_Im_Dns(domain_has_any_of="x")', ['KS']],
])('%s', (query, codes) => {
  expect(analyze(query, catalog).diagnostics.map(({ code }) => code.slice(0, 2))).toEqual(codes);
});

test('sources come from a prefix, other names do not', () => {
  expect(catalog.function('_Im_Dns_CiscoUmbrellaV04')?.parameters).toContain('disabled: bool = false');
  expect(catalog.function('_Im_Dnss')).toBeUndefined();
  expect(catalog.function('_Im_')).toBeUndefined();
});

test('FileProfile keeps the columns of its argument', () => {
  const { diagnostics, result } = analyze(
    'DeviceFileEvents | project SHA1, DeviceName | invoke FileProfile()',
    catalog,
  );
  expect(diagnostics).toEqual([]);
  expect(result?.columns.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['DeviceName', 'ProfileAvailability']),
  );
  expect(result?.columns).toHaveLength(16);
});
