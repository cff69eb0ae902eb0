import { coverageOf } from '../../src/coverage';
import type { ReportData, ReportRule } from '../../src/report';
import { coveredRule } from '../../src/report/gather/covered-rule';

/** A rule with something in every part of its page. */
export function sampleRule(changes: Partial<ReportRule> = {}): ReportRule {
  return {
    id: '11111111-1111-4111-8111-111111111111',
    path: 'detections/identity/many-failures.yaml',
    area: 'identity',
    name: 'Many failed sign-ins of one account',
    description: 'Finds an account that somebody tries.\nAsk its owner.',
    kind: 'Scheduled',
    severity: 'High',
    enabled: true,
    maturity: 'production',
    version: '1.2.0',
    owner: 'soc-detection',
    tactics: ['CredentialAccess'],
    techniques: ['T1110.003'],
    schedule: [{ name: 'Runs', value: 'every 1 hour' }],
    query: {
      text: 'SigninLogs\n| where ResultType == "50126" // wrong password\n',
      parts: [
        { start: 0, end: 10, kind: 'table' },
        { start: 13, end: 18, kind: 'keyword' },
        { start: 19, end: 29, kind: 'column' },
        { start: 33, end: 40, kind: 'string' },
        { start: 41, end: 58, kind: 'comment' },
      ],
    },
    parameters: [{ name: 'least', value: '10' }],
    exclusions: [
      {
        name: 'scanner',
        scenario: 'The scanner of passwords',
        where: 'UserPrincipalName startswith "scan-"',
        owner: 'soc-detection',
        expires: '2026-12-01',
        daysLeft: 7,
      },
      { name: 'old', scenario: 'Gone', where: 'true', owner: undefined, expires: '2026-11-01', daysLeft: -23 },
      { name: 'for-good', scenario: 'Known', where: 'false', owner: 'it', expires: undefined, daysLeft: undefined },
    ],
    entities: [{ type: 'Account', identifiers: [{ identifier: 'FullName', column: 'UserPrincipalName' }] }],
    customDetails: [{ name: 'Failures', value: 'Count' }],
    references: ['https://attack.mitre.org/techniques/T1110/'],
    tables: ['SigninLogs'],
    watchlists: [{ name: 'corporate_egress', columns: ['SearchKey', 'Site'] }],
    functions: ['EntraSignIns'],
    connectors: ['AzureActiveDirectory'],
    tests: {
      kind: 'cases',
      cases: [
        { name: 'fires at ten', passed: true, problems: [], alerts: 1 },
        { name: 'silent at nine', passed: false, problems: ['expected no alert, found 1'], alerts: 1 },
      ],
    },
    history: [
      {
        commit: '0123456789abcdef0123456789abcdef01234567',
        at: '2026-11-20T10:00:00Z',
        people: 'Ada; unsigned',
        live: [
          {
            target: 'prod',
            state: 'live',
            from: '2026-11-21T08:00:00Z',
            until: undefined,
            doubts: ['found by its body'],
            hands: {
              people: [
                { who: 'ada', what: 'started the run', weight: 'claimed' },
                { who: 'bob', what: 'approved the run', weight: 'recorded' },
              ],
              findings: [{ what: 'bypass', words: '0123456789ab came by no pull request' }],
            },
          },
        ],
        subject: 'Failures: high',
        changes: [
          { what: 'severity', words: 'Medium -> High', weakens: false, lines: [] },
          {
            what: 'query',
            words: 'changed',
            weakens: true,
            lines: [
              { sign: ' ', text: 'SigninLogs' },
              { sign: '-', text: '| where true' },
              { sign: '+', text: '| where ResultType == "50126"' },
              { sign: 'gap', text: '' },
            ],
          },
        ],
      },
    ],
    live: [{ target: 'prod', state: 'drifted', enabled: true, since: '2026-11-21T08:00:00Z' }],
    health: [
      {
        target: 'prod',
        at: '2026-11-24T06:00:00Z',
        runs: 24,
        failures: 1,
        lastRun: '2026-11-24T05:00:00Z',
        lastStatus: 'Failure',
        problems: [{ what: 'failing', words: 'the last run failed', next: 'Look at the table.' }],
      },
    ],
    findings: [
      {
        code: 'exclusion-expired',
        severity: 'warning',
        message: 'the exclusion old has expired',
        help: 'look again',
        file: 'detections/identity/many-failures.yaml',
        line: 30,
        column: 5,
      },
    ],
    ...changes,
  };
}

/** A report with one of everything. */
export function sampleData(rules: readonly ReportRule[] = [sampleRule()]): ReportData {
  return {
    project: {
      name: 'contoso/detections',
      commit: '0123456789abcdef0123456789abcdef01234567-dirty',
      made: '2026-11-24T12:00:00.000Z',
      tool: { name: 'sentinel-rules', version: '0.1.0' },
    },
    rules,
    hunts: [
      {
        id: '22222222-2222-4222-8222-222222222222',
        path: 'detections/hunting/rare-agents.yaml',
        name: 'Rare user agents',
        description: 'Agents that one account alone has.',
        owner: 'soc-hunting',
        tactics: ['CredentialAccess'],
        techniques: ['T1110'],
        tables: ['SigninLogs'],
        query: { text: 'SigninLogs | take 1', parts: [{ start: 0, end: 10, kind: 'table' }] },
      },
    ],
    findings: rules.flatMap(({ findings }) => findings),
    coverage: coverageOf(rules.map(coveredRule), ['prod']),
    tables: [
      {
        name: 'SigninLogs',
        logs: 'Interactive sign-ins.',
        connectors: ['AzureActiveDirectory'],
        rules: rules.filter(({ tables }) => tables.includes('SigninLogs')).map(({ id }) => id),
      },
    ],
    shared: [
      {
        kind: 'watchlist',
        name: 'corporate_egress',
        about: 'Ranges of our offices.',
        items: 3,
        rules: rules.map(({ id }) => id),
      },
      { kind: 'watchlist', name: 'nobody_reads', about: undefined, items: 0, rules: [] },
      {
        kind: 'function',
        name: 'EntraSignIns',
        about: undefined,
        items: undefined,
        rules: rules.slice(0, 1).map(({ id }) => id),
      },
    ],
    targets: [
      {
        name: 'prod',
        workspace: 'contoso-sentinel',
        problem: undefined,
        seen: {
          at: '2026-11-23T06:00:00Z',
          ours: 1,
          notOurs: 2,
          drift: [{ rule: '11111111-1111-4111-8111-111111111111', title: 'Many failed sign-ins', kind: 'changed' }],
        },
        deployments: [
          {
            at: '2026-11-21T08:00:00Z',
            actor: 'ada',
            run: 'https://github.com/contoso/detections/actions/runs/1',
            commit: '0123456789abcdef0123456789abcdef01234567',
            result: 'incomplete',
            rollback: true,
            approvals: [{ who: 'bob', what: 'approved the run', weight: 'recorded' }],
            questions: [{ what: 'bypass', rules: 1 }],
            override: 'asked by ada, approved by bob: urgent',
            actions: [
              {
                rule: '11111111-1111-4111-8111-111111111111',
                title: 'Many failed sign-ins',
                action: 'update',
                outcome: 'unknown',
              },
            ],
          },
        ],
      },
    ],
  };
}
