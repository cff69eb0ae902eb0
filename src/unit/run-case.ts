import type { KqlError } from '../kql';
import type { Knowledge, LoadedRule } from '../rules';
import type { Event } from './events/event';
import type { CaseFinding } from './exclusions/findings';
import type { ExclusionWatch } from './exclusions/watch';
import type { Mismatch } from './expectation/mismatch';
import { mismatchesOf } from './expectation/mismatches';
import { explainRun } from './explain/case-explanation';
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
}

export type CaseOutcome = Pick<CaseResult, 'mismatches' | 'alerts' | 'explanation'> & {
  readonly findings: readonly CaseFinding[];
};

/** Runs one case: the schedule, what is expected of it, and whether its exclusions are what silences it. */
export function runCase(testCase: TestCase, world: CaseWorld): CaseOutcome {
  const { readied, world: catalog } = world.variant;
  if (!readied.ok) return failed(unreadyWords(readied));
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
  if ('error' in simulation) return failed(`the query failed: ${errorWords(simulation.error)}`);
  const { runs } = simulation;
  const alerts = runs.flatMap((run) => run.alerts);
  const rerun = (without: readonly string[]): Simulation | string => {
    const other = world.variant.without(without);
    if (!other.readied.ok) return unreadyWords(other.readied);
    return simulate(other.readied.ready, { ...circumstances, without: other.filters }, times);
  };
  const unmetBy = (own: readonly Run[]): readonly Mismatch[] =>
    mismatchesOf(testCase, { rule: ready.rule, runs: own, portal: world.portal });
  const unmet = unmetBy(runs);
  const proof = proofOf(testCase, ready, rerun);
  const helps = (other: Simulation): boolean =>
    alerts.length === 0 ? fires(other) : 'runs' in other && unmetBy(other.runs).length === 0;
  const swallowed = unmet.length > 0 ? swallowing(testCase, ready, { rerun, helps }) : [];
  const mismatches = [...unmet, ...proof.mismatches, ...swallowed.map((name) => swallowWords(name, alerts.length))];
  if (mismatches.length === 0) return { mismatches, alerts, findings: proof.findings };
  const scheduled = tellingTime(ready, runs, world.events);
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
  return { mismatches: [{ kind: 'words', message }], alerts: [], findings: [] };
}

function unreadyWords(readied: Extract<Readied, { ok: false }>): string {
  const { error } = readied;
  return typeof error === 'string' ? error : `the query does not run here: ${errorWords(error)}`;
}

function errorWords({ code, message, hint }: KqlError): string {
  return `${code}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
}

type Rerun = (without: readonly string[]) => Simulation | string;

function fires(simulation: Simulation): boolean {
  return 'runs' in simulation && simulation.runs.some(({ alerts }) => alerts.length > 0);
}

/** A case that is silent because of exclusions has to fire without any one of them. */
function proofOf(
  { expect, name: caseName }: TestCase,
  { exclusions }: ReadyRule,
  rerun: Rerun,
): { readonly mismatches: readonly Mismatch[]; readonly findings: readonly CaseFinding[] } {
  const mismatches: Mismatch[] = [];
  const findings: CaseFinding[] = [];
  for (const name of expect.silentBecause) {
    const without = rerun([name]);
    if (typeof without === 'string') {
      mismatches.push({ kind: 'words', message: without });
      continue;
    }
    if (fires(without)) continue;
    const by = [...exclusions.keys()].find((other) => {
      const both = other === name ? '' : rerun([name, other]);
      return typeof both !== 'string' && fires(both);
    });
    const message =
      by === undefined
        ? `it is not the exclusion ${name} that silences it: the case is silent without it too`
        : `the exclusion ${by} silences it as well: without ${name} alone the case is still silent`;
    mismatches.push({ kind: 'words', message });
    if (by !== undefined) findings.push({ exclusion: name, kind: 'covered', caseName, by });
  }
  return { mismatches, findings };
}

/** The exclusions without which a case fires that should, or raises all the alerts that it should. */
function swallowing(
  { expect }: TestCase,
  { exclusions }: ReadyRule,
  { rerun, helps }: { readonly rerun: Rerun; readonly helps: (without: Simulation) => boolean },
): readonly string[] {
  const wanted = expect.outcome === 'fires' || (expect.alerts !== undefined && expect.alerts !== 0);
  if (!wanted) return [];
  return [...exclusions.keys()].filter((name) => {
    const without = rerun([name]);
    return typeof without !== 'string' && helps(without);
  });
}

function swallowWords(name: string, alerts: number): Mismatch {
  const words =
    alerts === 0
      ? 'silences it: without it the case fires'
      : 'takes from it what it expects: without it the case passes';
  return { kind: 'words', message: `the exclusion ${name} ${words}` };
}

/** The run that says most about a failed case: the first that alerted, else the first that saw the most events. */
function tellingTime({ rule }: ReadyRule, runs: readonly Run[], events: readonly Event[]): number | undefined {
  const alerted = runs.find(({ alerts }) => alerts.length > 0);
  if (alerted !== undefined) return alerted.scheduled;
  let best: { readonly scheduled: number; readonly seen: number } | undefined;
  for (const { scheduled } of runs) {
    const seen = events.filter(sees(rule, scheduled)).length;
    if (best === undefined || seen > best.seen) best = { scheduled, seen };
  }
  return best?.scheduled;
}
