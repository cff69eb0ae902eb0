import type { Span } from '../../diagnostics';
import { explainQuery, jsonRows, runQuery } from '../../kql';
import type { Explanation, KqlError, Table } from '../../kql';
import type { Alert, ResultRow, Results } from '../alerts/alert';
import { alertsOf } from '../alerts/alerts-of';
import type { Clock } from '../test-file/model';
import type { Workspace } from '../world/workspace';
import { executionOf, sees } from './clock';
import type { ReadyRule } from './ready-rule';
import { triggers } from './trigger';

/** One run of the rule. */
export interface Run extends Results {
  /** The time it is scheduled for, milliseconds since 1970. */
  readonly scheduled: number;
  readonly alerts: readonly Alert[];
  /** Why there are no alerts though there are results, or though results would not matter. */
  readonly held?: 'threshold' | 'suppressed';
}

export type Simulation = { readonly runs: readonly Run[] } | { readonly error: KqlError };

export interface Circumstances {
  readonly workspace: Workspace;
  readonly clock: Clock;
  /** Filters that are left out: places in the rule's query. */
  readonly without?: readonly Span[];
  /** Sees what every run's steps did, and whether it alerted. Slower: a run keeps all its rows for it. */
  readonly observe?: (explained: Explained, alerted: boolean) => void;
}

type Explained = Extract<Explanation, { readonly ok: true }>;

/** What the query is run with at a scheduled time. */
export function runOptions({ rule }: ReadyRule, scheduled: number, { workspace, clock, without = [] }: Circumstances) {
  const now = new Date(clock === 'execution' ? executionOf(rule, scheduled) : scheduled);
  return { source: workspace.seen(sees(rule, scheduled)), now, without };
}

/**
 * Runs a rule at the given scheduled times, in order. After an alert, suppression keeps the whole rule from running, not
 * only what was alerted on (Microsoft Learn, create analytics rules, read 2026-11-24).
 */
export function simulate(ready: ReadyRule, circumstances: Circumstances, times: readonly number[]): Simulation {
  const { rule } = ready;
  const runs: Run[] = [];
  let silentUntil = -Infinity;
  for (const scheduled of times) {
    const time = executionOf(rule, scheduled);
    if (scheduled < silentUntil) {
      runs.push({ scheduled, time, rows: [], columns: [], alerts: [], held: 'suppressed' });
      continue;
    }
    const options = runOptions(ready, scheduled, circumstances);
    const { observe } = circumstances;
    const explained = observe === undefined ? undefined : explainQuery(ready.plan, options);
    const result = explained ?? runQuery(ready.plan, options);
    if (!result.ok) return { error: result.error };
    const rows = rowsOf(result.table);
    const results = { rows, columns: result.columns, time };
    const triggered = triggers(rule, rows.length);
    if (explained?.ok === true) observe?.(explained, triggered);
    if (triggered) {
      runs.push({ scheduled, ...results, alerts: alertsOf(rule, results) });
      if (rule.suppressionEnabled) silentUntil = scheduled + rule.suppressionSeconds * 1000;
    } else {
      runs.push({ scheduled, ...results, alerts: [], ...(rows.length === 0 ? {} : { held: 'threshold' }) });
    }
  }
  return { runs };
}

function rowsOf(table: Table): readonly ResultRow[] {
  const names = table.slots.map(({ name }) => name);
  return jsonRows(table).map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
}
