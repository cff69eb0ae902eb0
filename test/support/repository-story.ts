import type { CommitStep, Person } from './git-history';
import { ruleText } from './rule-text';
import type { RuleText } from './rule-text';

/** The rules of the story, by what they find. */
export const RULES = {
  spray: '5c0a7a55-0f6c-4b2d-9d37-6a4b6f0f1e01',
  dump: '8e1d3f6a-72b4-4c19-a5c8-3d9e0b7a2c02',
  copy: '2b6f9c84-1d3e-4a7b-8f50-c1e2d3a4b503',
  tor: 'a94c2e17-5b80-4f6d-b3a1-7e8f9d0c1b04',
  old: '6d5e4f3c-2b1a-4987-9654-3f2e1d0c9b05',
} as const;

const ADA: Person = { name: 'Ada Meyer', email: 'ada@contoso.example' };
const BEN: Person = { name: 'Ben Okafor', email: 'ben@contoso.example' };
const CHI: Person = { name: 'Chi Tran', email: 'chi@contoso.example' };
/** What the platform commits as when somebody presses its button. */
const PLATFORM: Person = { name: 'GitHub', email: 'noreply@github.com' };

const SPRAY = 'detections/identity/password-spray.yaml';
const SPRAY_MOVED = 'detections/identity/entra/password-spray.yaml';
const DUMP = 'detections/endpoint/lsass-dump.yaml';
const DUMP_MOVED = 'detections/endpoint/credential-dump.yaml';
const COPY = 'detections/endpoint/lsass-dump-servers.yaml';
const TOR = 'detections/network/tor-exit.yaml';
const OLD = 'detections/endpoint/legacy-admin-tool.yaml';

const spray: RuleText = {
  id: RULES.spray,
  name: 'Password spray',
  version: '1.0.0',
  severity: 'High',
  tactics: ['CredentialAccess'],
  techniques: ['T1110.003'],
  query: [
    'SigninLogs',
    "| where ResultType == '50126'",
    '// @exclusions',
    '| summarize Accounts = dcount(UserPrincipalName) by IPAddress',
    '| where Accounts > 10',
  ],
  host: 'IPAddress',
};
const dump: RuleText = {
  id: RULES.dump,
  name: 'LSASS memory dump',
  version: '1.0.0',
  severity: 'Medium',
  tactics: ['CredentialAccess'],
  techniques: ['T1003.001'],
  query: [
    'DeviceProcessEvents',
    "| where ProcessCommandLine has 'comsvcs.dll' and ProcessCommandLine has 'MiniDump'",
    '| project TimeGenerated, DeviceName, ProcessCommandLine',
  ],
};
const tor: RuleText = {
  id: RULES.tor,
  name: 'Connection to a Tor exit',
  version: '1.0.0',
  severity: 'Low',
  kind: 'NRT',
  tactics: ['CommandAndControl'],
  techniques: ['T1090.003'],
  query: ['DeviceNetworkEvents', '| where RemotePort == 9001', '| project TimeGenerated, DeviceName, RemoteIP'],
};
const old: RuleText = {
  id: RULES.old,
  name: 'Legacy admin tool',
  version: '1.0.0',
  severity: 'Informational',
  tactics: ['Execution'],
  techniques: ['T1569.002'],
  query: ['DeviceProcessEvents', "| where FileName =~ 'psexec.exe'", '| project TimeGenerated, DeviceName'],
};

const lowered: RuleText = { ...spray, version: '1.1.0', severity: 'Medium' };
const excluded: RuleText = {
  ...lowered,
  version: '1.2.0',
  exclusions: [
    {
      name: 'office-gateway',
      scenario: 'People behind the gateway of the office mistype',
      where: "IPAddress == '192.0.2.10'",
      owner: 'soc-detection',
    },
  ],
};
const longer: RuleText = { ...excluded, version: '1.3.0', period: '1d' };
const raised: RuleText = { ...longer, version: '1.4.0', threshold: 5 };
const described: RuleText = {
  ...longer,
  version: '1.5.0',
  description: 'Many accounts, one address, wrong passwords.',
};
const rewritten: RuleText = {
  ...dump,
  name: 'Credential dump from LSASS',
  version: '2.0.0',
  severity: 'High',
  techniques: ['T1003.001', 'T1003.004'],
  description: 'Finds handles, dumps and copies of the memory of LSASS, whichever tool makes them.',
  query: [
    'DeviceEvents',
    "| where ActionType == 'OpenProcessApiCall'",
    "| where FileName =~ 'lsass.exe'",
    '| summarize Handles = count() by DeviceName, InitiatingProcessFileName',
  ],
};

const SPRAY_TESTS = `defaults: { now: 2026-01-10T00:00:00Z, at: -30m, ingested: +3m }
rows:
  wrong: { SigninLogs: { ResultType: '50126', IPAddress: 203.0.113.7, UserPrincipalName: a@contoso.example } }
cases:
  - name: silent for one mistyped password
    given: [wrong]
    expect: { alerts: 0 }
`;
const DUMP_TESTS = `defaults: { now: 2026-01-10T00:00:00Z, at: -30m, ingested: +3m }
rows:
  dump: { DeviceProcessEvents: { DeviceName: pc1, ProcessCommandLine: 'rundll32 comsvcs.dll, MiniDump 600 out.dmp full' } }
cases:
  - name: fires on a dump
    given: [dump]
    expect: { alerts: 1 }
`;
const TUNING = `rule: ${RULES.spray}
reason: The lab signs in badly on purpose
owner: soc-detection
severity: Low
`;
const CONFIG = 'repository: contoso/detections\n';
const RETIRED = `id: ${RULES.old}
name: Legacy admin tool
date: 2026-01-30
reason: The tool is blocked everywhere
replacement: ${RULES.dump}
`;
const BROKEN = ruleText(described).replace('severity: Medium', 'severity: Medium\n\tversion: [1.5.1');

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

type Steps = readonly (Omit<CommitStep, 'at' | 'parents' | 'branch'> & {
  readonly branch?: string;
  readonly parents?: readonly string[];
})[];

/** In order; a commit follows the last of its branch, one day later than the commit before it, unless it says otherwise. */
const STEPS = [
  {
    name: 'start',
    author: ADA,
    message: 'Start',
    files: { 'sentinel.config.yaml': CONFIG, '.gitignore': '.sentinel/\n', 'README.md': 'Rules\n' },
  },
  {
    name: 'spray-created',
    author: ADA,
    committer: PLATFORM,
    message: 'Password spray (#1)',
    files: { [SPRAY]: ruleText(spray), [SPRAY.replace('.yaml', '.test.yaml')]: SPRAY_TESTS },
  },
  {
    name: 'dump-branch',
    branch: 'dump',
    parents: ['spray-created'],
    author: BEN,
    message: 'LSASS dump',
    files: { [DUMP]: ruleText(dump) },
  },
  { name: 'old-created', author: CHI, message: 'Legacy admin tool', files: { [OLD]: ruleText(old) } },
  {
    name: 'dump-merged',
    parents: ['old-created', 'dump-branch'],
    author: CHI,
    committer: PLATFORM,
    message: 'Merge pull request #2 from contoso/dump\n\nLSASS dump',
    files: { [DUMP]: ruleText(dump) },
  },
  {
    name: 'spray-lowered-branch',
    branch: 'severity',
    parents: ['dump-merged'],
    author: BEN,
    message: 'Spray: Medium, the Internet sprays everybody',
    files: { [SPRAY]: ruleText(lowered) },
  },
  {
    name: 'spray-lowered',
    parents: ['dump-merged', 'spray-lowered-branch'],
    author: BEN,
    committer: PLATFORM,
    message: 'Merge pull request #3 from contoso/severity\n\nSpray: Medium',
    files: { [SPRAY]: ruleText(lowered) },
  },
  {
    name: 'spray-excluded',
    author: CHI,
    committer: PLATFORM,
    message: `Spray: leave the office gateway out (#4)

* exclusion
* its version

Co-authored-by: Ben Okafor <ben@contoso.example>
Co-authored-by: Ada Meyer <ada@contoso.example>`,
    files: { [SPRAY]: ruleText(excluded) },
  },
  {
    name: 'spray-tested',
    author: ADA,
    message: 'Tests of the spray rule',
    files: { [SPRAY.replace('.yaml', '.test.yaml')]: SPRAY_TESTS.replace('mistyped', 'wrong') },
  },
  {
    name: 'spray-moved',
    author: ADA,
    message: 'Entra rules to a folder of their own, and a day of data',
    files: {
      [SPRAY]: null,
      [SPRAY.replace('.yaml', '.test.yaml')]: null,
      [SPRAY_MOVED]: ruleText(longer),
      [SPRAY_MOVED.replace('.yaml', '.test.yaml')]: SPRAY_TESTS.replace('mistyped', 'wrong'),
    },
  },
  {
    name: 'dump-tested',
    author: BEN,
    message: 'Tests of the dump rule',
    files: { [DUMP.replace('.yaml', '.test.yaml')]: DUMP_TESTS },
  },
  { name: 'dump-crlf', author: CHI, message: 'Saved on Windows', files: { [DUMP]: crlf(ruleText(dump)) } },
  {
    name: 'dump-copied',
    author: BEN,
    message: 'The same for servers',
    files: { [COPY]: ruleText({ ...dump, name: 'LSASS memory dump on servers' }) },
  },
  {
    name: 'copy-mended',
    author: BEN,
    message: 'The copy gets an id of its own',
    files: { [COPY]: ruleText({ ...dump, id: RULES.copy, name: 'LSASS memory dump on servers' }) },
  },
  {
    name: 'dump-rewritten',
    author: ADA,
    committer: PLATFORM,
    message: 'Dump: every tool, not one (#5)',
    files: {
      [DUMP]: null,
      [DUMP.replace('.yaml', '.test.yaml')]: null,
      [DUMP_MOVED]: ruleText(rewritten),
    },
  },
  { name: 'tor-created', author: CHI, message: 'Tor exits', files: { [TOR]: ruleText(tor) } },
  { name: 'tor-deleted', author: CHI, message: 'No Tor exits', files: { [TOR]: null } },
  { name: 'spray-raised', author: BEN, message: 'Spray: threshold 5 (#6)', files: { [SPRAY_MOVED]: ruleText(raised) } },
  {
    name: 'spray-reverted',
    author: ADA,
    message: (hashOf) => `Revert "Spray: threshold 5 (#6)"\n\nThis reverts commit ${hashOf('spray-raised')}.`,
    files: { [SPRAY_MOVED]: ruleText(longer) },
  },
  {
    name: 'tuned',
    author: ADA,
    message: 'Lab: spray is Low',
    files: { 'detections/_tuning/local/password-spray.yaml': TUNING },
  },
  {
    name: 'text-branch',
    branch: 'text',
    parents: ['spray-reverted'],
    author: CHI,
    message: 'Spray: say what it is',
    files: { [SPRAY_MOVED]: ruleText({ ...described, version: '1.3.1' }) },
  },
  {
    name: 'text-merged',
    parents: ['tuned', 'text-branch'],
    author: ADA,
    message: "Merge branch 'text'",
    // neither parent's file: the version was settled in the merge
    files: { [SPRAY_MOVED]: ruleText(described) },
  },
  { name: 'spray-broken', author: BEN, message: 'Spray: new version', files: { [SPRAY_MOVED]: BROKEN } },
  { name: 'spray-mended', author: BEN, message: 'Spray: as it was', files: { [SPRAY_MOVED]: ruleText(described) } },
  {
    name: 'tor-back',
    author: CHI,
    message: 'Tor exits, again',
    files: { [TOR]: ruleText({ ...tor, severity: 'Medium', version: '1.1.0' }) },
  },
  {
    name: 'old-retired',
    author: ADA,
    committer: PLATFORM,
    message: 'Retire the legacy admin tool rule (#7)',
    files: { [OLD]: null, 'detections/_retired/legacy-admin-tool.yaml': RETIRED },
  },
  // branches with one mistake each
  {
    name: 'same-version',
    branch: 'same-version',
    parents: ['old-retired'],
    author: BEN,
    message: 'Spray: Low',
    files: { [SPRAY_MOVED]: ruleText({ ...described, severity: 'Low' }) },
  },
  {
    name: 'lower-version',
    branch: 'lower-version',
    parents: ['old-retired'],
    author: BEN,
    message: 'Spray: Low, and an old version',
    files: { [SPRAY_MOVED]: ruleText({ ...described, severity: 'Low', version: '1.4.9' }) },
  },
  {
    name: 'other-id',
    branch: 'other-id',
    parents: ['old-retired'],
    author: BEN,
    message: 'Dump: another id',
    files: { [DUMP_MOVED]: ruleText({ ...rewritten, id: 'f0e1d2c3-b4a5-4697-8879-6a5b4c3d2e06' }) },
  },
  {
    name: 'vanished',
    branch: 'vanished',
    parents: ['old-retired'],
    author: BEN,
    message: 'No copy',
    files: { [COPY]: null },
  },
] as const satisfies Steps;

export type StoryCommit = (typeof STEPS)[number]['name'] | 'signed';

/** The story as commits with parents and times: one a day, at nine, from 5 January 2026. */
export function story(): readonly CommitStep[] {
  const tips = new Map<string, string>();
  return (STEPS as Steps).map(({ branch = 'main', parents, ...step }, index) => {
    const tip = tips.get(branch);
    tips.set(branch, step.name);
    const at = new Date(Date.UTC(2026, 0, 5 + index, 9)).toISOString();
    return { ...step, branch, parents: parents ?? (tip === undefined ? [] : [tip]), at };
  });
}
