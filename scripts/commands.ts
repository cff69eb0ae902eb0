import type { Command } from './command';

/** What people want of a verb: its place in the help. */
export type Purpose = 'write' | 'deploy' | 'watch' | 'account' | 'setup' | 'pipeline';

export interface Verb {
  readonly purpose: Purpose;
  /** One line for `--help`, which loads no verb. */
  readonly describe: string;
  load(): Promise<Command>;
}

/**
 * Every verb, loaded when it is called: a verb's libraries cost nothing to the others. One row each. A dynamic import is
 * resolved as Node does for modules, so unlike elsewhere the path ends in `.js`.
 */
export const commands: Readonly<Record<string, Verb>> = {
  adopt: {
    purpose: 'deploy',
    describe: 'Take over live rules that are not ours, as their files say them: shows what would change, asks, writes',
    load: async () => (await import('./commands/adopt.js')).adopt,
  },
  approve: {
    purpose: 'deploy',
    describe: 'Sign that a plan may be carried out, where GitHub has no environment that asks for it',
    load: async () => (await import('./commands/approve.js')).approve,
  },
  'as-of': {
    purpose: 'account',
    describe: 'Show which rules were configured and enabled in a workspace at a moment, and how sure that is',
    load: async () => (await import('./commands/as-of.js')).asOf,
  },
  audit: {
    purpose: 'account',
    describe: 'Hold the ledger of a workspace against itself, the platform, the workspace and its logs',
    load: async () => (await import('./commands/audit.js')).audit,
  },
  baseline: {
    purpose: 'setup',
    describe: 'Accept what is wrong with rules now until it changes, so that what is new is red',
    load: async () => (await import('./commands/baseline.js')).baseline,
  },
  case: {
    purpose: 'write',
    describe: 'Make a test case of events that were exported: a false positive, an attack',
    load: async () => (await import('./commands/case.js')).captureCase,
  },
  changelog: {
    purpose: 'account',
    describe: 'Tell what became of the rules between two commits: came, changed, went, moved',
    load: async () => (await import('./commands/changelog.js')).changelog,
  },
  check: {
    purpose: 'write',
    describe:
      'Find mistakes in rules and hunting queries: YAML, shape, limits of the service, and the KQL of their queries',
    load: async () => (await import('./commands/check.js')).check,
  },
  compare: {
    purpose: 'write',
    describe: 'Show what a change does: sample events that alert, are silent or look otherwise than before',
    load: async () => (await import('./commands/compare.js')).compare,
  },
  compile: {
    purpose: 'deploy',
    describe: 'Print the alert-rule resources that a target would get, or one ARM template of them',
    load: async () => (await import('./commands/compile.js')).compile,
  },
  coverage: {
    purpose: 'write',
    describe:
      'Show which ATT&CK techniques the rules look for: written, enabled in a target, tested; and what is missing',
    load: async () => (await import('./commands/coverage.js')).coverage,
  },
  deploy: {
    purpose: 'deploy',
    describe: 'Write the rules that differ to a workspace: a saved plan, or a new one after a yes',
    load: async () => (await import('./commands/deploy.js')).deploy,
  },
  doctor: {
    purpose: 'setup',
    describe: 'Say whether machine, project, workspace and repository are ready, and what to do if not',
    load: async () => (await import('./commands/doctor.js')).doctor,
  },
  drift: {
    purpose: 'watch',
    describe: 'Show what changed in a workspace behind our back, and record what was seen',
    load: async () => (await import('./commands/drift.js')).drift,
  },
  emulate: {
    purpose: 'setup',
    describe: 'Serve the Sentinel API on this machine, to try rules without Azure',
    load: async () => (await import('./commands/emulate.js')).emulate,
  },
  explain: {
    purpose: 'write',
    describe:
      'Say how a rule comes to its result: rows after each step, the clause that takes the last ones, what nearly matched',
    load: async () => (await import('./commands/explain.js')).explain,
  },
  github: {
    purpose: 'pipeline',
    describe: 'Write the comment of a pull request, or an issue, from a workflow run',
    load: async () => (await import('./commands/github.js')).github,
  },
  health: {
    purpose: 'watch',
    describe: 'Say which rules of a workspace do not run as they should, and why: failing, late, silent, switched off',
    load: async () => (await import('./commands/health.js')).health,
  },
  history: {
    purpose: 'account',
    describe: 'Tell every version of a rule from git, who made it and where it was live',
    load: async () => (await import('./commands/history.js')).history,
  },
  import: {
    purpose: 'write',
    describe:
      'Make rule files of rules that were written elsewhere: ARM templates, exports, community YAML, AzSentinel',
    load: async () => (await import('./commands/import.js')).importRules,
  },
  new: {
    purpose: 'write',
    describe: 'Write a new rule and its tests to start from: they check and pass before you change anything',
    load: async () => (await import('./commands/new.js')).newRuleCommand,
  },
  init: {
    purpose: 'setup',
    describe: 'Make a repository of rules of this folder: workflows, editor settings, owners, a first configuration',
    load: async () => (await import('./commands/init.js')).init,
  },
  ledger: {
    purpose: 'account',
    describe: 'Show what was deployed; begin and end a deployment that another job carries out',
    load: async () => (await import('./commands/ledger.js')).ledger,
  },
  plan: {
    purpose: 'deploy',
    describe: 'Show what deploying would change in a workspace; writes nothing there',
    load: async () => (await import('./commands/plan.js')).plan,
  },
  pull: {
    purpose: 'deploy',
    describe: "Write a workspace's Scheduled and NRT rules as rule files; what has a file already is left alone",
    load: async () => (await import('./commands/pull.js')).pull,
  },
  query: {
    purpose: 'write',
    describe: 'Run KQL on this machine, over log files of yours: no workspace needed',
    load: async () => (await import('./commands/query.js')).query,
  },
  report: {
    purpose: 'account',
    describe: 'Write a static site about the rules: catalogue, coverage, tests, deployments, tables, exclusions',
    load: async () => (await import('./commands/report.js')).report,
  },
  review: {
    purpose: 'pipeline',
    describe: 'Say in one text what a pull request does: plans, dangers, tests, findings, coverage',
    load: async () => (await import('./commands/review.js')).review,
  },
  ratify: {
    purpose: 'account',
    describe: 'Answer for a change that was made outside of the pipeline: who, ticket and second person, in the ledger',
    load: async () => (await import('./commands/ratify.js')).ratify,
  },
  rollback: {
    purpose: 'deploy',
    describe: 'Bring a workspace back to what an earlier deployment left: a plan like any other',
    load: async () => (await import('./commands/rollback.js')).rollback,
  },
  schema: {
    purpose: 'setup',
    describe: "Write a workspace's own tables and functions into schema files, so that `check` knows them",
    load: async () => (await import('./commands/schema.js')).schema,
  },
  targets: {
    purpose: 'deploy',
    describe: 'Show which rule goes to which workspace, and why: from files alone',
    load: async () => (await import('./commands/targets.js')).targets,
  },
  test: {
    purpose: 'write',
    describe: 'Run the tests of rules: events in, alerts out, on this machine',
    load: async () => (await import('./commands/test.js')).test,
  },
  start: {
    purpose: 'setup',
    describe: 'The main job from end to end, against an emulated workspace in this process: no Azure needed',
    load: async () => (await import('./commands/start.js')).start,
  },
};
