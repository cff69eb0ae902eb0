import { DEFAULT_GUARDS, DEFAULT_RULE_LIMITS, NO_GUARDS } from '../../../src/state';
import { formatters } from '../../../src/diagnostics';
import { readConfig } from '../../../scripts/targets/read-config';

const ROOT = '/project';

function read(text: string) {
  return readConfig({ path: 'sentinel.config.yaml', text }, ROOT);
}

function shown(text: string): string {
  return formatters.stylish(read(text).diagnostics, { color: false, files: 1 });
}

const local = {
  name: 'local',
  kind: 'emulator',
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'local',
  workspace: 'local',
  apiVersion: '2025-07-01-preview',
  portal: 'azure',
  data: '/project/.sentinel/local',
  ledger: { folder: '.sentinel/ledger' },
  guards: NO_GUARDS,
  tags: [],
  limits: DEFAULT_RULE_LIMITS,
  latency: {},
};

const prod = `
targets:
  prod:
    kind: azure
    subscription: 11111111-1111-1111-1111-111111111111
    resourceGroup: rg-soc
    workspace: contoso
`;

test('a project without a file has the local target', () => {
  const { config, diagnostics } = readConfig(undefined, ROOT);
  expect(diagnostics).toEqual([]);
  expect(config.detections).toBe('detections');
  expect([...config.targets.values()]).toEqual([local]);
});

test('a file adds targets, and local stays', () => {
  const { config, diagnostics } = read(prod);
  expect(diagnostics).toEqual([]);
  expect([...config.targets.values()]).toEqual([
    local,
    {
      name: 'prod',
      kind: 'azure',
      subscriptionId: '11111111-1111-1111-1111-111111111111',
      resourceGroup: 'rg-soc',
      workspace: 'contoso',
      apiVersion: '2025-07-01-preview',
      portal: 'azure',
      ledger: { folder: '.sentinel/ledger' },
      guards: DEFAULT_GUARDS,
      tags: [],
      limits: DEFAULT_RULE_LIMITS,
      latency: {},
      cloud: 'AzureCloud',
      credential: 'default',
    },
  ]);
});

test('guards of a target are its own, and the rest stays', () => {
  const { config, diagnostics } = read(
    `${prod}    guards: { delete: { absolute: 1 }, crownJewels: [a-rule] }\n    ledger: { ref: refs/sentinel/ledger, remote: origin }\n`,
  );
  expect(diagnostics).toEqual([]);
  expect(config.targets.get('prod')).toMatchObject({
    guards: { ...DEFAULT_GUARDS, delete: { absolute: 1, percent: 10 }, crownJewels: ['a-rule'] },
    ledger: { ref: 'refs/sentinel/ledger', remote: 'origin' },
  });
});

test('what a target says of itself, its clock and its rules', () => {
  const { config, diagnostics } = read(
    `${prod}    tenant: AAAAAAAA-0000-0000-0000-000000000000
    workspaceGuid: BBBBBBBB-0000-0000-0000-000000000000
    cloud: AzureUSGovernment
    credential: managed-identity
    clientId: 22222222-2222-2222-2222-222222222222
    tags: [endpoint, customer]
    latency: { AuditLogs: 30m }
    strict: true
    limits: { nrt: 20 }
waves: [{ name: canary, targets: [local], soak: 30m }, { name: rest }]
`,
  );
  expect(diagnostics).toEqual([]);
  expect(config.targets.get('prod')).toMatchObject({
    tenant: 'aaaaaaaa-0000-0000-0000-000000000000',
    workspaceGuid: 'bbbbbbbb-0000-0000-0000-000000000000',
    cloud: 'AzureUSGovernment',
    credential: 'managed-identity',
    clientId: '22222222-2222-2222-2222-222222222222',
    tags: ['endpoint', 'customer'],
    latency: { AuditLogs: '30m' },
    strict: true,
    limits: { scheduled: 512, nrt: 20 },
  });
  expect(config.described).toEqual(['prod']);
  expect(config.waves).toEqual([
    { name: 'canary', targets: ['local'], soakSeconds: 1800 },
    { name: 'rest', soakSeconds: 0 },
  ]);
});

test('local may be described, and other emulators too', () => {
  const { config } = read(
    'targets:\n  local: { kind: emulator, data: .data/x }\n  other: { kind: emulator, endpoint: "http://127.0.0.1:7080", apiVersion: 2023-12-01-preview }',
  );
  expect(config.targets.get('local')).toEqual({ ...local, data: '/project/.data/x' });
  expect(config.targets.get('other')).toMatchObject({
    endpoint: 'http://127.0.0.1:7080',
    workspace: 'other',
    apiVersion: '2023-12-01-preview',
    data: '/project/.sentinel/other',
  });
});

test.each<[string, string, RegExp]>([
  ['an unknown key', 'target: {}', /unknown key "target"/],
  ['a kind of its own', 'targets: { a: { kind: aws } }', /"aws", expected/],
  ['no kind', 'targets: { a: {} }', /missing key `kind`/],
  ['a workspace without place', 'targets: { a: { kind: azure, workspace: x } }', /missing key `subscription`/],
  ['a name with blanks', 'targets: { "a b": { kind: emulator } }', /lower-case letters/],
  ['a subscription by name', prod.replace(/1{8}-.*/, 'my-subscription'), /GUID of a subscription/],
  ['plain http for Azure', `${prod}    endpoint: http://127.0.0.1:1\n`, /reached by https/],
  ['plain http elsewhere', `${prod}    endpoint: http://example.com\n`, /neither https nor this machine/],
  [
    'an emulator elsewhere',
    'targets: { a: { kind: emulator, endpoint: "https://example.com" } }',
    /runs on this machine/,
  ],
  ['a syntax error', 'targets: {', /error/],
  ['a tag in capitals', `${prod}    tags: [Prod]\n`, /lower-case letters/],
  ['a tenant by name', `${prod}    tenant: contoso.com\n`, /GUID of a tenant/],
  ['a limit below nothing', `${prod}    limits: { nrt: -1 }\n`, /limits|nrt|-1/],
  ['a cloud that is none', `${prod}    cloud: AzureGermanCloud\n`, /AzureCloud/],
  ['a wave of an unknown target', `${prod}waves: [{ name: canary, targets: [pord] }]`, /did you mean "prod"/],
  [
    'a wave of an unknown tag',
    `${prod}    tags: [canary]\nwaves: [{ name: a, tags: [canry] }]`,
    /did you mean "canary"/,
  ],
  [
    'a wave after the rest',
    `${prod}waves: [{ name: rest }, { name: b, targets: [prod] }]`,
    /another wave comes after it/,
  ],
  ['two waves of one name', `${prod}waves: [{ name: a, targets: [prod] }, { name: a }]`, /two waves are called a/],
  ['a soak that is no duration', `${prod}waves: [{ name: a, soak: a while }]`, /duration/],
  [
    'one workspace twice',
    `${prod}${prod.slice(9).replace('prod', 'again').replace('contoso', 'CONTOSO')}`,
    /again is the same workspace as prod/,
  ],
])('%s is an error with its place', (_name, text, message) => {
  expect(read(text).diagnostics).not.toEqual([]);
  expect(shown(text)).toMatch(/^sentinel\.config\.yaml:\d+:\d+ error /);
  expect(shown(text)).toMatch(message);
});

describe('secrets', () => {
  const SECRET = 'hunter2hunter2';

  test.each([
    ['clientSecret', `${prod}    clientSecret: ${SECRET}\n    nonsense: 1\n`],
    ['client-secret', `${prod}    "client-secret": "${SECRET}"\n`],
    ['password', `password: ${SECRET}\n${prod}`],
    ['accessToken', `${prod}    accessToken: |\n      line\n      ${SECRET}\n`],
    ['connection_string', `${prod}    connection_string: { a: ${SECRET} }\n`],
    ['a secret for a credential', `${prod}    credential: ${SECRET}\n`],
    ['a broken file', `targets: {\napiKey: ${SECRET}\n`],
    ['a password in a URL', `${prod}    endpoint: https://me:${SECRET}@example.com\n`],
    ['a signature in a URL', `${prod}    endpoint: https://example.com/?sig=${SECRET}\n`],
  ])('%s is refused and not shown', (_name, text) => {
    expect(read(text).diagnostics).not.toEqual([]);
    expect(shown(text)).not.toContain('hunter2');
    expect(formatters.json(read(text).diagnostics, { color: false, files: 1 })).not.toContain('hunter2');
  });

  test('the finding says what to do', () => {
    expect(shown(`${prod}    clientSecret: ${SECRET}\n`)).toMatch(
      /"clientSecret" looks like a secret.*[\s\S]*change the secret/,
    );
  });
});
