import { jsonRows } from '../../kql';
import type { Table } from '../../kql';
import type { Knowledge, LoadedRule, Rule, TargetOverrides } from '../../rules';
import type { Alert } from '../alerts/alert';
import type { Event } from '../events/event';
import { parseInstant } from '../instant';
import { unreadyWords } from '../run-case';
import { readyRule } from '../simulation/ready-rule';
import { simulate } from '../simulation/simulate';
import type { Clock } from '../test-file/model';
import { testCatalog } from '../world/stand-ins';
import { workspaceOfTables } from '../world/workspace';
import type { EventTable } from '../world/workspace';
import type { CaseExplanation } from './case-explanation';
import { explainRun } from './case-explanation';

/** Logs as they were recorded, by whoever may read files. */
export interface Logs {
  /** What queries may name: a table with rows has the columns of its rows too. */
  readonly knowledge: Knowledge;
  /** The rows of a table, or of a parser; undefined where there are none. */
  table(name: string): Table | undefined;
}

export interface LogsRun {
  readonly loaded: LoadedRule;
  /** What a target changes of the rule. */
  readonly overrides: TargetOverrides;
  readonly clock: Clock;
  /** The time that the run is scheduled for, milliseconds since 1970. Absent: that of the newest event. */
  readonly scheduled?: number;
}

export type ExplainedLogs =
  | { readonly explanation: CaseExplanation; readonly alerts: readonly Alert[]; readonly notes: readonly string[] }
  /** Why there is no telling. */
  | { readonly failure: string };

/** Runs a rule once over recorded logs, as the service would have then, and says how it came to its result. */
export function explainLogs(logs: Logs, { loaded, overrides, clock, scheduled }: LogsRun): ExplainedLogs {
  const asked = new Map<string, EventTable>();
  const note = (name: string): void => {
    const table = asked.has(name) ? undefined : logs.table(name);
    if (table !== undefined) asked.set(name, { events: recorded(name, table), table: () => table });
  };
  const { knowledge } = logs;
  const recording: Knowledge = {
    ...knowledge,
    table: (name) => (note(name), knowledge.table(name)),
    function: (name) => (note(name), knowledge.function(name)),
  };
  const { catalog, unknownFilters } = testCatalog(recording, { functions: [], watchlists: [] });
  const readied = readyRule(loaded.rule, overrides, catalog);
  if (!readied.ok) return { failure: unreadyWords(readied, loaded) };
  const unfiltered = [...asked.keys()].find((name) => unknownFilters.has(name));
  if (unfiltered !== undefined) {
    return {
      failure: `what the parameter ${unknownFilters.get(unfiltered)} of ${unfiltered} filters is not known here`,
    };
  }
  const events = [...asked.values()].flatMap((table) => table.events);
  const time = scheduled ?? newestRun(loaded.rule, events);
  if (!Number.isFinite(time)) {
    return { failure: 'none of the tables that the query reads has an event there, so there is no time to run it at' };
  }
  const circumstances = { workspace: workspaceOfTables(asked, [], { knowledge, catalog }), clock };
  const explanation = explainRun(readied.ready, { loaded, events, scheduled: time, circumstances });
  const simulation = simulate(readied.ready, circumstances, [time]);
  if ('error' in explanation) return { failure: `the query failed: ${explanation.error.message}` };
  return {
    explanation,
    alerts: 'runs' in simulation ? simulation.runs.flatMap(({ alerts }) => alerts) : [],
    notes: timeless(events),
  };
}

/** The run that sees the newest event. */
function newestRun({ kind }: Rule, events: readonly Event[]): number {
  const latest = (times: readonly number[]): number => times.reduce((a, b) => (b > a ? b : a), -Infinity);
  if (kind === 'NRT') return Math.ceil(latest(events.map(({ ingested }) => ingested)) / MINUTE) * MINUTE;
  return latest(events.map(({ generated }) => generated));
}

const MINUTE = 60_000;

/** When each row of a log happened and arrived; one that does not say when it arrived did so at once. */
function recorded(name: string, table: Table): readonly Event[] {
  const slots = [table.slot('TimeGenerated'), table.ingestion].filter((slot) => slot !== undefined);
  const has = slots.length > 0 && table.slot('TimeGenerated') !== undefined;
  return jsonRows(table.withSlots(slots)).map((times): Event => {
    const [first, second] = times.map(timeOf);
    const generated = has ? first : undefined;
    return { table: name, cells: {}, generated: generated ?? Number.NaN, ingested: second ?? generated ?? Number.NaN };
  });
}

function timeOf(value: unknown): number | undefined {
  const instant = typeof value === 'string' ? parseInstant(value) : undefined;
  return instant?.kind === 'absolute' ? instant.milliseconds : undefined;
}

function timeless(events: readonly Event[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { table, generated } of events) {
    if (Number.isNaN(generated)) counts.set(table, (counts.get(table) ?? 0) + 1);
  }
  return [...counts].map(([table, count]) => {
    const rows = count === 1 ? '1 row has' : `${count} rows have`;
    return `${table}: ${rows} no TimeGenerated that can be read, so that no run sees them`;
  });
}
