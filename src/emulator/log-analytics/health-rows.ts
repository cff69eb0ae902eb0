import type { JsonRow } from '../../kql';
import type { JsonObject } from '../json';
import { durationSeconds } from '../contract/duration';
import type { StoredResource, WorkspaceState } from '../state/state';
import type { SeededTable } from './rows';

const DAY_MS = 86_400_000;
/** A rule that runs every minute would fill the table. */
const MOST_RUNS = 300;
/** [S] A scheduled rule runs five minutes after the end of its window. */
const LAG_MS = 300_000;

const COLUMNS = {
  TimeGenerated: 'datetime',
  OperationName: 'string',
  SentinelResourceId: 'string',
  SentinelResourceName: 'string',
  SentinelResourceType: 'string',
  SentinelResourceKind: 'string',
  Status: 'string',
  Description: 'string',
  Reason: 'string',
  ExtendedProperties: 'dynamic',
} as const;

/**
 * What health monitoring records of a workspace in which nothing goes wrong by itself: each enabled rule ran on time
 * since it was written, the last day at most; a rule that was switched off says so. Undefined before the first record, as
 * there is no table then. [S] columns and values: Microsoft Learn, health table reference (read 2026-11-24).
 */
export function healthRows({ collections }: WorkspaceState, now: number): SeededTable | undefined {
  const rows = Object.values(collections.alertRules).flatMap((rule) => runsOf(rule, now));
  return rows.length === 0 ? undefined : { columns: COLUMNS, rows };
}

function runsOf({ name, kind = '', properties }: StoredResource, now: number): readonly JsonRow[] {
  if (kind !== 'Scheduled' && kind !== 'NRT') return [];
  const written = Date.parse(textOf(properties['lastModifiedUtc']));
  const run = (at: number, more: JsonRow): JsonRow => ({
    TimeGenerated: new Date(at).toISOString(),
    OperationName: `${kind} analytics rule run`,
    SentinelResourceId: `alertRules/${name}`,
    SentinelResourceName: textOf(properties['displayName']),
    SentinelResourceType: 'Analytics Rule',
    SentinelResourceKind: kind,
    Reason: '',
    ...more,
  });
  if (properties['enabled'] !== true) {
    if (!/^\s*AUTO DISABLED/i.test(textOf(properties['displayName']))) return [];
    const Reason = 'The analytics rule is disabled and was not executed.';
    return [run(written, { Status: 'Failure', Description: Reason, Reason, ExtendedProperties: { RuleId: name } })];
  }
  const every = everyMs(kind, properties);
  const period = kind === 'NRT' ? every : durationMs(properties['queryPeriod'], every);
  const runs: JsonRow[] = [];
  const first = Math.max(1, Math.ceil((now - DAY_MS - written) / every));
  const last = Math.floor((now - LAG_MS - written) / every);
  for (let index = Math.max(first, last - MOST_RUNS + 1); index <= last; index++) {
    const end = written + index * every;
    const Description = 'Rule executed successfully, generating 0 alerts.';
    const ExtendedProperties = { RuleId: name, QueryStartTimeUTC: iso(end - period), QueryEndTimeUTC: iso(end) };
    runs.push(run(end + LAG_MS, { Status: 'Success', Description, ExtendedProperties }));
  }
  return runs;
}

const MINUTE_MS = 60_000;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function everyMs(kind: string, properties: JsonObject): number {
  return kind === 'NRT' ? MINUTE_MS : Math.max(MINUTE_MS, durationMs(properties['queryFrequency'], DAY_MS));
}

function durationMs(value: unknown, otherwise: number): number {
  const seconds = typeof value === 'string' ? durationSeconds(value) : undefined;
  return seconds === undefined ? otherwise : seconds * 1000;
}

const iso = (at: number): string => new Date(at).toISOString();
