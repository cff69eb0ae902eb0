import type { Rule } from '../../rules';
import type { Alert } from '../alerts/alert';
import { incidentsOf } from '../simulation/incidents';
import type { Run } from '../simulation/simulate';
import { triggerWords } from '../simulation/trigger';
import type { TestCase } from '../test-file/model';
import { alertMismatches } from './alert-mismatches';
import type { Mismatch } from './mismatch';
import { rowMismatches } from './row-mismatches';

export interface Outcome {
  readonly rule: Rule;
  readonly runs: readonly Run[];
  /** Which portal groups the alerts. */
  readonly portal: 'azure' | 'defender';
}

/** How what happened differs from what a case expects; empty when it does not. */
export function mismatchesOf({ expect, now }: TestCase, { rule, runs, portal }: Outcome): readonly Mismatch[] {
  const alerts = runs.flatMap((run) => run.alerts);
  const found: Mismatch[] = [];
  if (expect.outcome === 'fires' && alerts.length === 0) {
    found.push(countOf('alert', 'some', 0, whyNone(rule, runs)));
  }
  if ((expect.outcome === 'silent' || expect.silentBecause.length > 0) && alerts.length > 0) {
    found.push(countOf('alert', 0, alerts.length, titles(alerts)));
  }
  if (expect.alerts !== undefined) {
    const count = typeof expect.alerts === 'number' ? expect.alerts : expect.alerts.length;
    if (alerts.length !== count) {
      const note = alerts.length === 0 ? whyNone(rule, runs) : titles(alerts);
      found.push(countOf('alert', count, alerts.length, note));
    }
    if (typeof expect.alerts !== 'number') found.push(...alertMismatches(expect.alerts, alerts, now));
  }
  if (expect.rows !== undefined) {
    const rows = runs.flatMap((run) => run.rows);
    const columns = runs.find((run) => run.columns.length > 0)?.columns ?? [];
    if (typeof expect.rows !== 'number') found.push(...rowMismatches(expect.rows, { rows, columns }, now));
    else if (expect.rows !== rows.length) found.push(countOf('result', expect.rows, rows.length, undefined));
  }
  if (expect.incidents !== undefined) found.push(...incidentMismatches(expect.incidents, { rule, runs, portal }));
  return found;
}

function incidentMismatches(expected: number, { rule, runs, portal }: Outcome): readonly Mismatch[] {
  if (portal === 'defender') {
    const message =
      'incidents of the Defender portal are grouped by rules that Microsoft does not publish: expect alerts instead';
    return [{ kind: 'words', message }];
  }
  const incidents = incidentsOf(
    rule,
    runs.flatMap((run) => run.alerts),
  );
  if (incidents.length === expected) return [];
  const note = rule.incidentConfiguration?.createIncident === false ? 'the rule creates no incidents' : undefined;
  return [countOf('incident', expected, incidents.length, note)];
}

function countOf(
  what: 'alert' | 'result' | 'incident',
  expected: number | 'some',
  found: number,
  note: string | undefined,
): Mismatch {
  return { kind: 'count', what, expected, found, ...(note === undefined ? {} : { note }) };
}

function titles(alerts: readonly Alert[]): string {
  const named = alerts.slice(0, 3).map(({ title }) => JSON.stringify(title));
  return `${named.join(', ')}${alerts.length > named.length ? `, and ${alerts.length - named.length} more` : ''}`;
}

function whyNone(rule: Rule, runs: readonly Run[]): string | undefined {
  const held = runs.find((run) => run.held !== undefined);
  if (held === undefined) return undefined;
  if (held.held === 'suppressed') return 'the rule was suppressed after an earlier alert';
  return `the query returned ${held.rows.length}, and the rule wants ${triggerWords(rule)}`;
}
