import { readConfig } from '../../scripts/targets/read-config';
import { checkProject } from '../../src/rules';
import type { CheckSettings } from '../../src/rules';
import { exampleCatalog } from './example-catalog';
import { exampleFile } from './example-file';

const catalog = exampleCatalog();

function found(fragment: string, settings: CheckSettings): readonly string[] {
  const files = [{ path: 'a.yaml', text: exampleFile(fragment) }];
  const { diagnostics } = checkProject(files, { today: '2026-11-24', catalog, settings });
  return diagnostics.map(({ severity, code }) => `${severity} ${code}`);
}

const UNKNOWN = 'query: |\n  Nope | extend X = nope(1)';

test.each<[string, CheckSettings, readonly string[]]>([
  [UNKNOWN, {}, ['warning unknown-table', 'warning unknown-function']],
  [UNKNOWN, { strict: true }, ['error unknown-table', 'error unknown-function']],
  [UNKNOWN, { strict: true, severity: { 'unknown-table': 'info' } }, ['info unknown-table', 'error unknown-function']],
  [UNKNOWN, { severity: { 'unknown-table': 'off' } }, ['warning unknown-function']],
  ['version:', { severity: { 'version-missing': 'error' } }, ['error version-missing']],
  ['severty: High', { severity: { 'unknown-key': 'off' } }, ['error unknown-key']],
  // what is turned off is still what an entry of `ignore` accepts
  [
    `${UNKNOWN}\nignore: [{ code: unknown-table, reason: Ours. }]`,
    { severity: { 'unknown-table': 'off' } },
    ['warning unknown-function'],
  ],
])('%j, %j', (fragment, settings, expected) => {
  expect(found(fragment, settings)).toEqual(expected);
});

test.each<[string, readonly string[]]>([
  ['checks: { strict: true, severity: { schedule-overlap: error }, latency: { AuditLogs: 15m } }', []],
  ['checks: { severity: { shedule-overlap: error } }', ['config-check']],
  ['checks: { severity: { unknown-key: off } }', ['config-check']],
  ['checks: { severity: { schedule-overlap: loud } }', ['unknown-value']],
  ['checks: { latency: { AuditLogs: soon } }', ['wrong-format']],
  ['checks: { strickt: true }', ['unknown-key']],
])('%s', (text, codes) => {
  const { diagnostics } = readConfig({ path: 'sentinel.config.yaml', text: `${text}\n` }, '/project');
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
});
