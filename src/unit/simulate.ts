import { jsonRows, rowsToTable, runQuery } from '../kql';
import type { ColumnSchema, JsonRow, KqlError, Plan, Step, Table, TableSource } from '../kql';
import { watchlistTable } from '../rules';
import type { Knowledge, Rule } from '../rules';
import { alertsOf } from './alert';
import type { Alert, ResultRow } from './alert';
import type { Event } from './events';
import type { Clock, WatchlistRows } from './test-file';

const MINUTE = 60_000;

/**
 * How long after its time a run executes, so that late rows are there (Microsoft Learn, scheduled rules overview and
 * near-real-time rules, read 2026-11-24).
 */
const DELAY = { Scheduled: 5 * MINUTE, NRT: 2 * MINUTE } as const;

/** A rule whose query is planned: ready for any number of runs. */
export interface ReadyRule {
  readonly rule: Rule;
  readonly plan: Plan;
  readonly knowledge: Knowledge;
}

export interface Situation {
  readonly events: readonly Event[];
  readonly watchlists: WatchlistRows;
  readonly clock: Clock;
}

/** One run of the rule. */
export interface Run {
  /** The time it is scheduled for, milliseconds since 1970. */
  readonly scheduled: number;
  readonly rows: readonly ResultRow[];
  readonly columns: readonly ColumnSchema[];
  readonly alerts: readonly Alert[];
  /** Why there are no alerts though there are rows. */
  readonly held?: 'threshold' | 'suppressed';
  readonly steps: readonly Step[];
}

export type Simulation = { readonly runs: readonly Run[] } | { readonly error: KqlError };

/**
 * Runs the rule at the given scheduled times, in order. A run sees the rows whose TimeGenerated is in its window and
 * which were there when it executed; an NRT run the rows that arrived in its minute. Suppression silences the whole rule.
 */
export function simulate(ready: ReadyRule, situation: Situation, times: readonly number[]): Simulation {
  const { rule } = ready;
  const runs: Run[] = [];
  let silentUntil = -Infinity;
  for (const scheduled of times) {
    const outcome = oneRun(ready, situation, scheduled);
    if ('error' in outcome) return outcome;
    if (scheduled < silentUntil && outcome.alerts.length > 0) runs.push({ ...outcome, alerts: [], held: 'suppressed' });
    else {
      runs.push(outcome);
      if (rule.suppressionEnabled && outcome.alerts.length > 0)
        silentUntil = scheduled + rule.suppressionSeconds * 1000;
    }
  }
  return { runs };
}

/** The times of the schedule from `first` on; an NRT rule runs every minute. */
export function scheduleOf(
  rule: Rule,
  first: number,
  length: { readonly days?: number; readonly runs?: number },
): readonly number[] {
  const every = rule.kind === 'NRT' ? MINUTE : rule.queryFrequencySeconds * 1000;
  const count = length.runs ?? Math.floor(((length.days ?? 0) * 24 * 60 * MINUTE) / every) + 1;
  return Array.from({ length: count }, (_, index) => first + index * every);
}

/** The minutes in which an NRT rule has something to do. */
export function nrtMinutes(events: readonly Event[]): readonly number[] {
  return [...new Set(events.map(({ ingested }) => Math.ceil(ingested / MINUTE) * MINUTE))].toSorted((a, b) => a - b);
}

function oneRun(
  { rule, plan, knowledge }: ReadyRule,
  { events, watchlists, clock }: Situation,
  scheduled: number,
): Run | { readonly error: KqlError } {
  const executed = scheduled + DELAY[rule.kind];
  const sees = (event: Event): boolean =>
    rule.kind === 'NRT'
      ? event.ingested > scheduled - MINUTE && event.ingested <= scheduled
      : event.ingested <= executed &&
        event.generated <= scheduled &&
        event.generated >= scheduled - rule.queryPeriodSeconds * 1000;
  const source = sourceOf(events.filter(sees), watchlists, knowledge);
  const now = new Date(clock === 'execution' ? executed : scheduled);
  const result = runQuery(plan, { source, now, explain: 'steps' });
  if (!result.ok) return { error: result.error };
  const { columns, steps } = result;
  const rows = jsonRows(result.table).map((row): ResultRow =>
    Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])),
  );
  const triggered = triggers(rule, rows.length);
  const run = { scheduled, rows, columns, steps };
  if (!triggered) return rows.length === 0 ? { ...run, alerts: [] } : { ...run, alerts: [], held: 'threshold' };
  return { ...run, alerts: alertsOf(rule, rows, columns) };
}

function triggers(rule: Rule, count: number): boolean {
  if (rule.kind === 'NRT') return count > 0;
  const { triggerOperator, triggerThreshold } = rule;
  switch (triggerOperator) {
    case 'GreaterThan':
      return count > triggerThreshold;
    case 'LessThan':
      return count < triggerThreshold;
    case 'Equal':
      return count === triggerThreshold;
    case 'NotEqual':
      return count !== triggerThreshold;
  }
}

function sourceOf(events: readonly Event[], watchlists: WatchlistRows, knowledge: Knowledge): TableSource {
  const byTable = grouped(events);
  const made = new Map<string, Table>();
  return {
    table(name) {
      const known = made.get(name);
      const rows = byTable.get(name);
      const columns = knowledge.table(name)?.columns ?? knowledge.function(name)?.columns;
      if (known !== undefined || rows === undefined || columns === undefined) return known;
      const arrived = rows.map(({ ingested }) => new Date(ingested));
      const table = rowsToTable(
        rows.map(({ cells }) => cells),
        { columns, ingested: (_: JsonRow, index) => arrived[index] },
      );
      made.set(name, table);
      return table;
    },
    watchlist(alias) {
      const given = Object.entries(watchlists).find(([name]) => name.toLowerCase() === alias.toLowerCase())?.[1];
      const info = knowledge.watchlist(alias);
      if (info !== undefined) return watchlistTable(given === undefined ? info : { ...info, items: given });
      if (given === undefined) return undefined;
      const names = Object.keys(given[0] ?? {});
      return watchlistTable({
        alias,
        columns: names.map((name) => ({ name, type: 'string' })),
        name: alias,
        description: '',
        itemsSearchKey: names[0] ?? 'SearchKey',
        letterCase: 'any',
        items: given,
      });
    },
  };
}

function grouped(events: readonly Event[]): ReadonlyMap<string, readonly Event[]> {
  const byTable = new Map<string, Event[]>();
  for (const event of events) {
    const rows = byTable.get(event.table);
    if (rows === undefined) byTable.set(event.table, [event]);
    else rows.push(event);
  }
  return byTable;
}
