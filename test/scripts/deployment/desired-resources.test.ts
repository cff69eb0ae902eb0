import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { desiredOf } from '../../../scripts/deployment/desired-resources';
import type { Desired } from '../../../scripts/deployment/desired-resources';
import { projectRules } from '../../../scripts/deployment/project-rules';
import type { ProjectRules } from '../../../scripts/deployment/project-rules';
import { inventoryText } from '../../../scripts/targets/inventory';
import { readConfig } from '../../../scripts/targets/read-config';
import { ruleFile } from '../commands/project';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const CONFIG = `
schemas: [schemas]
targets:
  eu: { kind: emulator, tags: [endpoint, eu] }
  us: { kind: emulator, tags: [us] }
  careful: { kind: emulator, strict: true, latency: { SecurityEvent: 2d } }
`;

/** A project of these files, and what it wants of its targets. */
function project(files: Readonly<Record<string, string>>, config = CONFIG) {
  const root = mkdtempSync(join(tmpdir(), 'sentinel-rules-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const read = readConfig({ path: 'sentinel.config.yaml', text: config }, root);
  expect(read.diagnostics).toEqual([]);
  const rules = projectRules({ root, config: read.config, now: new Date('2026-01-10T00:00:00Z') });
  const of = (name: string): Desired => {
    const target = read.config.targets.get(name);
    if (target === undefined) throw new Error(`no target ${name}`);
    return desiredOf(rules, target);
  };
  return { rules, of } satisfies { rules: ProjectRules; of: unknown };
}

const errors = ({ diagnostics }: Desired): readonly string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);

const sent = ({ resources }: Desired): readonly string[] => resources.map(({ path }) => path ?? '');

const QUERY = { query: '|\n  SigninLogs\n  | join kind=inner AuditLogs on CorrelationId' };

test('rules go where they want to, and it is said why others do not', () => {
  const { of } = project({
    'detections/a.yaml': ruleFile(1),
    'detections/b.yaml': ruleFile(2, { targets: '{ tags: [eu] }' }),
    'detections/c.yaml': ruleFile(3, { targets: '{ except: [eu] }' }),
  });
  expect(sent(of('eu'))).toEqual(['detections/a.yaml', 'detections/b.yaml']);
  expect(sent(of('us'))).toEqual(['detections/a.yaml', 'detections/c.yaml']);
  expect([...of('us').elsewhere.values()]).toEqual(['it is not tagged eu']);
  expect([...of('eu').elsewhere]).toEqual([['3f2b7c1e-9d4a-4f6b-8a21-000000000003', 'the rule excepts it']]);
});

test('a rule that asks for no tag goes where its tables are', () => {
  const { of } = project({
    'detections/a.yaml': ruleFile(1, QUERY),
    'detections/b.yaml': ruleFile(2, { ...QUERY, targets: '{ tags: [us] }' }),
    'schemas/targets/eu.yaml': inventoryText(['SigninLogs', 'AuditLogs']),
    'schemas/targets/us.yaml': inventoryText(['SigninLogs']),
  });
  expect(sent(of('eu'))).toEqual(['detections/a.yaml']);
  expect(sent(of('us'))).toEqual(['detections/b.yaml']);
  expect([...of('us').elsewhere]).toEqual([]);
  expect([...of('us').lacking]).toEqual([
    [
      '3f2b7c1e-9d4a-4f6b-8a21-000000000001',
      {
        path: 'detections/a.yaml',
        why: expect.stringContaining('schemas/targets/us.yaml does not list `AuditLogs`') as string,
      },
    ],
  ]);
  expect(sent(of('careful'))).toEqual(['detections/a.yaml']);
});

test('an inventory that is none is a finding', () => {
  const { of } = project({ 'detections/a.yaml': ruleFile(1), 'schemas/targets/eu.yaml': 'tables: AuditLogs\n' });
  expect(errors(of('eu'))).toHaveLength(1);
  expect(errors(of('us'))).toEqual([]);
});

test('a tag that no target has is an error', () => {
  const { of } = project({ 'detections/a.yaml': ruleFile(1, { targets: '{ tags: [euu] }' }) });
  expect(errors(of('us'))).toEqual(['target-tag-unknown']);
});

test('two rules of one name are an error where both go', () => {
  const both = project({
    'detections/a.yaml': ruleFile(1, { name: 'Same name' }),
    'detections/b.yaml': ruleFile(2, { name: 'same name', targets: '{ tags: [eu] }' }),
  });
  expect(errors(both.of('eu'))).toEqual(['name-clash']);
  expect(both.of('eu').diagnostics.find(({ code }) => code === 'name-clash')).toMatchObject({
    message: expect.stringContaining('eu gets another rule of this name, detections/a.yaml') as string,
  });
  expect(errors(both.of('us'))).toEqual([]);
});

test('what a target says of its events and its strictness is held against the rules that it gets', () => {
  const { of } = project({
    'detections/a.yaml': ruleFile(1),
    'detections/b.yaml': ruleFile(2, { query: '|\n  Nowhere_CL\n  | where Column == 1' }),
  });
  const found = of('careful').diagnostics.map(({ code, severity, message }) => `${severity} ${code} ${message}`);
  expect(found).toContainEqual(expect.stringMatching(/^warning latency-margin for careful: .*SecurityEvent/));
  expect(found).toContainEqual(expect.stringMatching(/^error unknown-table for careful: .*Nowhere_CL/));
  expect(of('eu').diagnostics).toEqual([]);
});

test('targets that tune a rule in the same way share what it was compiled to', () => {
  const tuning =
    'rule: 3f2b7c1e-9d4a-4f6b-8a21-000000000001\nreason: Noisy here, and looked at daily.\nseverity: Low\n';
  const { of } = project({
    'detections/a.yaml': ruleFile(1),
    'detections/_tuning/eu/a.yaml': tuning,
    'detections/_tuning/us/a.yaml': tuning,
  });
  expect(of('eu').compiled[0]).toBe(of('us').compiled[0]);
  expect(of('careful').compiled[0]).not.toBe(of('us').compiled[0]);
  expect(of('eu').compiled).toMatchObject([{ body: { properties: { severity: 'Low' } } }]);
  expect(of('careful').compiled).toMatchObject([{ body: { properties: { severity: 'High' } } }]);
});
