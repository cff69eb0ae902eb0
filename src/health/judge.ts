import { causeOf } from './causes';
import { FINDING_KINDS } from './report';
import type { HealthFinding, HealthReport, HealthRule, RuleHealth } from './report';
import type { ProblemSummary, RunSummary } from './read-rows';
import { judgeRuns } from './judge-runs';
import { spanWords } from './span-words';

export interface HealthInput {
  readonly target: string;
  readonly now: Date;
  /** How far back the records were read. */
  readonly windowSeconds: number;
  readonly rules: readonly HealthRule[];
  /** By the rule's id in lower case; undefined where there is no table of them. */
  readonly runs: ReadonlyMap<string, RunSummary> | undefined;
  readonly problems: ReadonlyMap<string, readonly ProblemSummary[]>;
  /** Why not all records were read. */
  readonly partial?: string;
}

/** Records come late themselves: what is younger says nothing by not being there. */
const GRACE_SECONDS = 1800;

/** What is wrong with the rules of a workspace: the worst first, then by name. */
export function judgeHealth(input: HealthInput): HealthReport {
  const { target, now, windowSeconds, rules, runs, problems, partial } = input;
  const enabled = rules.filter((rule) => rule.enabled);
  const recorded = enabled.some(({ id }) => runs?.has(id.toLowerCase()) === true);
  const expected = enabled.some((rule) => notYet(rule, input) === undefined);
  const off = expected && !recorded;
  const seen = off ? [] : enabled.map((rule) => [rule, runs?.get(rule.id.toLowerCase())] as const);
  const told = seen.map(([rule, run]) =>
    run === undefined
      ? withoutRuns(rule, input)
      : { findings: judgeRuns(rule, { run, now, problems: problems.get(rule.id.toLowerCase()) ?? [] }), notes: [] },
  );
  const findings = [
    ...(off ? [healthOff(runs !== undefined, windowSeconds)] : []),
    ...rules.flatMap(autoDisabled),
    ...told.flatMap((one) => one.findings),
  ];
  return {
    target,
    at: now.toISOString(),
    windowSeconds,
    findings: findings.toSorted(byKind),
    rules: rules.map((rule) => healthOf(rule, runs?.get(rule.id.toLowerCase()))),
    notes: [
      ...(partial === undefined ? [] : [`not all records could be read: ${partial}`]),
      ...told.flatMap((one) => one.notes),
    ],
  };
}

function byKind(a: HealthFinding, b: HealthFinding): number {
  const kind = FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind);
  if (kind !== 0) return kind;
  const [left, right] = [a, b].map(({ rule }) => `${rule?.name ?? ''} ${rule?.id ?? ''}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

function healthOff(table: boolean, windowSeconds: number): HealthFinding {
  const words = spanWords(windowSeconds);
  return {
    kind: 'unknown',
    message: table
      ? `no run of any rule is recorded in the last ${words}`
      : 'there is no table SentinelHealth: it begins with the first record',
    cause: 'health monitoring is off, or was switched on a moment ago',
    next: 'switch it on for analytics rules (Settings, or a diagnostic setting with `allLogs`)',
  };
}

function autoDisabled(rule: HealthRule): readonly HealthFinding[] {
  const { autoDisabled: reason } = rule;
  if (reason === undefined) return [];
  const { cause, next } = causeOf(reason);
  return [
    {
      kind: 'auto-disabled',
      rule: named(rule),
      message: 'the service switched it off after failing again and again: nothing is detected',
      cause,
      next,
      ...(reason === '' ? {} : { said: reason }),
    },
  ];
}

interface Told {
  readonly findings: readonly HealthFinding[];
  readonly notes: readonly string[];
}

function withoutRuns(rule: HealthRule, input: HealthInput): Told {
  const note = notYet(rule, input);
  if (note !== undefined) return { findings: [], notes: [note] };
  const window = spanWords(input.windowSeconds);
  const message = `enabled, to run every ${spanWords(rule.everySeconds)}, and no run is recorded in the last ${window}`;
  const cause = 'it does not run: its first run lies ahead (`startTimeUtc`), or the service lost it';
  const next = 'look at it in the portal; disabling and enabling it makes the service schedule it anew';
  return { findings: [{ kind: 'silent', rule: named(rule), message, cause, next }], notes: [] };
}

/** Why no record of a rule is to be expected; undefined where one is. */
function notYet({ name, everySeconds, modified }: HealthRule, { now, windowSeconds }: HealthInput): string | undefined {
  const age = modified === undefined ? Infinity : (now.getTime() - Date.parse(modified)) / 1000;
  if (age < everySeconds + GRACE_SECONDS) {
    return `${name} was written ${spanWords(age)} ago: no run is to be expected yet`;
  }
  if (everySeconds + GRACE_SECONDS <= windowSeconds) return undefined;
  return `${name} runs every ${spanWords(everySeconds)}: a window of ${spanWords(windowSeconds)} does not tell`;
}

function named({ id, name, path }: HealthRule): NonNullable<HealthFinding['rule']> {
  return { id, name, ...(path === undefined ? {} : { path }) };
}

function healthOf(rule: HealthRule, run: RunSummary | undefined): RuleHealth {
  if (run === undefined) return { ...rule, runs: 0, failures: 0 };
  const { runs, failures, last } = run;
  return { ...rule, runs, failures, lastRun: last.at, lastStatus: last.status };
}
