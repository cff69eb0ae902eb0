import type { Diagnostic } from '../diagnostics';
import type { Knowledge, LoadedRule, TargetOverrides } from '../rules';
import { exclusionFindings, coverageFindings } from './coverage';
import { eventsOf } from './events';
import type { Event, Fixtures } from './events';
import { mismatches } from './expectation';
import { readyRules } from './ready-rule';
import { nrtMinutes, scheduleOf, simulate } from './simulate';
import type { ReadyRule, Run } from './simulate';
import type { TestCase, TestFile } from './test-file';
import type { CaseResult, TestFileResult } from './test-result';

export interface TestContext {
  readonly knowledge: Knowledge;
  readonly fixtures: Fixtures;
  /** The tuning of the target for which the rule is tested. */
  readonly overrides: TargetOverrides;
  /** Only cases whose name it accepts are run; coverage is then not judged. */
  readonly filter?: (name: string) => boolean;
}

/** Runs the cases of a file against its rule. Pure: the same files give the same results. */
export function runTestFile(file: TestFile, loaded: LoadedRule, context: TestContext): TestFileResult {
  const diagnostics: Diagnostic[] = [];
  const ready = readyRules(loaded.rule, context.overrides, context.knowledge);
  const cases = file.cases.filter(({ name }) => context.filter?.(name) ?? true);
  const results = cases.map((testCase): CaseResult => {
    const { events, diagnostics: found } = eventsOf(testCase, { source: file.source, ...context });
    diagnostics.push(...found);
    const outcome = found.length > 0 ? failed(found.map(({ message }) => message)) : runCase(testCase, events, ready);
    return { name: testCase.name, source: file.source, span: testCase.span, ...outcome };
  });
  if (context.filter === undefined) {
    diagnostics.push(...exclusionFindings(file, loaded), ...coverageFindings(file, loaded, results));
  }
  return { path: file.source.path, rule: loaded, cases: results, diagnostics };
}

type Outcome = Pick<CaseResult, 'problems' | 'alerts' | 'steps' | 'query'>;
type Ready = ReturnType<typeof readyRules>;

function failed(problems: readonly string[]): Outcome {
  return { problems, alerts: [], steps: [], query: '' };
}

function runCase(testCase: TestCase, events: readonly Event[], ready: Ready): Outcome {
  const prepared = ready(testCase.parameters, []);
  const outcome = runsOf(prepared, testCase, events);
  if (typeof outcome === 'string') return failed([outcome]);
  const problems = [...mismatches(testCase.expect, outcome), ...proofProblems(testCase, events, ready)];
  return {
    problems,
    alerts: outcome.flatMap(({ alerts }) => alerts),
    steps: problems.length === 0 ? [] : (outcome.at(-1)?.steps ?? []),
    query: 'error' in prepared ? '' : prepared.plan.query,
  };
}

/** The runs of a case, or why there are none. */
function runsOf(prepared: ReturnType<Ready>, testCase: TestCase, events: readonly Event[]): readonly Run[] | string {
  if ('error' in prepared) {
    const { error } = prepared;
    return typeof error === 'string' ? error : `the query does not run here: ${error.code}: ${error.message}`;
  }
  const { watchlists, clock } = testCase;
  const simulation = simulate(prepared, { events, watchlists, clock }, timesOf(prepared, testCase, events));
  return 'runs' in simulation
    ? simulation.runs
    : `the query failed: ${simulation.error.code}: ${simulation.error.message}`;
}

function timesOf({ rule }: ReadyRule, { now, timeline }: TestCase, events: readonly Event[]): readonly number[] {
  // An NRT rule has nothing to do in the minutes in which nothing arrives: those are left out.
  if (rule.kind === 'NRT') return nrtMinutes(events);
  return timeline === undefined ? [now] : scheduleOf(rule, now, timeline);
}

/** A case that is silent because of exclusions has to fire without any one of them. */
function proofProblems(testCase: TestCase, events: readonly Event[], ready: Ready): readonly string[] {
  const { expect } = testCase;
  if (typeof expect !== 'object' || expect.silentBecause === undefined) return [];
  return expect.silentBecause.flatMap((name) => {
    const without = runsOf(ready(testCase.parameters, [name]), testCase, events);
    if (typeof without === 'string') return [without];
    return without.some(({ alerts }) => alerts.length > 0)
      ? []
      : [`it is not the exclusion ${name} that silences it: the case is silent without it too`];
  });
}
