import type { KqlError } from '../kql';
import { positionAt } from '../diagnostics';
import type { CompiledQuery, Knowledge, LoadedRule } from '../rules';
import type { Event } from './events/event';
import type { CaseFinding } from './exclusions/findings';
import { fires, proofOf, swallowing, swallowWords } from './exclusions/proof';
import type { ExclusionWatch } from './exclusions/watch';
import type { Mismatch } from './expectation/mismatch';
import { mismatchesOf } from './expectation/mismatches';
import { explainRun } from './explain/case-explanation';
import { placeInRule } from './explain/place';
import { runTimes, sees } from './simulation/clock';
import type { Readied, ReadyRule } from './simulation/ready-rule';
import type { Variant } from './simulation/rule-variants';
import { simulate } from './simulation/simulate';
import type { Circumstances, Run, Simulation } from './simulation/simulate';
import type { Clock, TestCase } from './test-file/model';
import type { CaseResult } from './test-result';
import { workspaceOf } from './world/workspace';

export interface CaseWorld {
  readonly loaded: LoadedRule;
  readonly knowledge: Knowledge;
  readonly variant: Variant;
  readonly events: readonly Event[];
  readonly clock: Clock;
  readonly portal: 'azure' | 'defender';
  readonly watch: ExclusionWatch;
  readonly explain?: ExplainRequest;
  /** Nobody asks why a case fails: the reasons are left out. */
  readonly stop?: 'at first failure';
}

/** Asks for an explanation of cases that pass too: of the last run that is scheduled by then, or of the one that says most. */
export interface ExplainRequest {
  readonly scheduled?: number;
}

export type CaseOutcome = Pick<CaseResult, 'mismatches' | 'alerts' | 'explanation' | 'failure'> & {
  readonly findings: readonly CaseFinding[];
};

/** Runs one case: the schedule, what is expected of it, and whether its exclusions are what silences it. */
export function runCase(testCase: TestCase, world: CaseWorld): CaseOutcome {
  const { readied, world: catalog } = world.variant;
  if (!readied.ok) return failed(unreadyWords(readied, world.loaded));
  const { ready } = readied;
  const workspace = workspaceOf(world.events, testCase.watchlists, {
    knowledge: world.knowledge,
    catalog: catalog.catalog,
  });
  const circumstances: Circumstances = { workspace, clock: testCase.clock ?? world.clock };
  const times = runTimes(ready.rule, testCase, world.events);
  const single = times.length === 1 && ready.exclusions.size > 0;
  const simulation = simulate(
    ready,
    single
      ? { ...circumstances, observe: (explained, alerted) => world.watch.add(ready, explained, alerted) }
      : circumstances,
    times,
  );
  if ('error' in simulation)
    return failed(`the query failed${errorWords(simulation.error, ready.query, world.loaded)}`);
  const { runs } = simulation;
  const alerts = runs.flatMap((run) => run.alerts);
  const rerun = (without: readonly string[]): Simulation | string => {
    const other = world.variant.without(without);
    if (!other.readied.ok) return unreadyWords(other.readied, world.loaded);
    return simulate(other.readied.ready, { ...circumstances, without: other.filters }, times);
  };
  const unmetBy = (own: readonly Run[]): readonly Mismatch[] =>
    mismatchesOf(testCase, { rule: ready.rule, runs: own, portal: world.portal });
  const unmet = unmetBy(runs);
  if (world.stop !== undefined && unmet.length > 0) return { mismatches: unmet, alerts, findings: [] };
  const proof = proofOf(testCase, ready, rerun);
  const helps = (other: Simulation): boolean =>
    alerts.length === 0 ? fires(other) : 'runs' in other && unmetBy(other.runs).length === 0;
  const swallowed = unmet.length > 0 ? swallowing(testCase, ready, { rerun, helps }) : [];
  const mismatches = [...unmet, ...proof.mismatches, ...swallowed.map((name) => swallowWords(name, alerts.length))];
  if (mismatches.length === 0 && world.explain === undefined) return { mismatches, alerts, findings: proof.findings };
  const scheduled = tellingTime(ready, runs, { events: world.events, by: world.explain?.scheduled });
  const explanation =
    scheduled === undefined
      ? undefined
      : explainRun(ready, { loaded: world.loaded, events: world.events, scheduled, circumstances });
  return {
    mismatches,
    alerts,
    ...(explanation === undefined || 'error' in explanation ? {} : { explanation }),
    findings: [
      ...proof.findings,
      ...swallowed.map((exclusion) => ({ exclusion, kind: 'swallows' as const, caseName: testCase.name })),
    ],
  };
}

export function failed(message: string): CaseOutcome {
  return { mismatches: [{ kind: 'words', message }], alerts: [], failure: message, findings: [] };
}

export function unreadyWords(readied: Extract<Readied, { ok: false }>, loaded: LoadedRule): string {
  if (!('query' in readied)) return readied.error;
  return `the query does not run here${errorWords(readied.error, readied.query, loaded)}`;
}

function errorWords({ code, message, hint, span }: KqlError, query: CompiledQuery, loaded: LoadedRule): string {
  const place = placeInRule(loaded, query, span);
  const { line, column } = positionAt(place.source, place.span.start);
  return ` (${place.source.path}:${line}:${column}): ${code}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
}

/** The run that says most about a case: the first that alerted, else the first that saw the most events. */
function tellingTime(
  { rule }: ReadyRule,
  runs: readonly Run[],
  { events, by }: { readonly events: readonly Event[]; readonly by: number | undefined },
): number | undefined {
  if (by !== undefined) return (runs.findLast(({ scheduled }) => scheduled <= by) ?? runs[0])?.scheduled;
  const alerted = runs.find(({ alerts }) => alerts.length > 0);
  if (alerted !== undefined) return alerted.scheduled;
  let best: { readonly scheduled: number; readonly seen: number } | undefined;
  for (const { scheduled } of runs) {
    const seen = events.filter(sees(rule, scheduled)).length;
    if (best === undefined || seen > best.seen) best = { scheduled, seen };
  }
  return best?.scheduled;
}
