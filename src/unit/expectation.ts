import type { Alert, ResultRow } from './alert';
import type { Run } from './simulate';
import type { ExpectedAlert, Expectation } from './test-file';
import { textOf } from './text-of';

/** Why what happened is not what was expected; empty when it is. */
export function mismatches(expectation: Expectation, runs: readonly Run[]): readonly string[] {
  const alerts = runs.flatMap((run) => run.alerts);
  const rows = runs.flatMap((run) => run.rows);
  if (expectation === 'fires') return alerts.length > 0 ? [] : [`expected an alert, found none${heldWords(runs)}`];
  if (expectation === 'silent') return silent(alerts);
  const { alerts: expectedAlerts, rows: expectedRows, silentBecause } = expectation;
  return [
    ...(silentBecause === undefined ? [] : silent(alerts)),
    ...(expectedAlerts === undefined ? [] : alertMismatches(expectedAlerts, alerts, runs)),
    ...(expectedRows === undefined ? [] : rowMismatches(expectedRows, rows)),
  ];
}

function silent(alerts: readonly Alert[]): readonly string[] {
  return alerts.length === 0 ? [] : [`expected no alert, found ${titles(alerts)}`];
}

function titles(alerts: readonly Alert[]): string {
  const named = alerts.slice(0, 3).map(({ title }) => JSON.stringify(title));
  return `${alerts.length}: ${named.join(', ')}${alerts.length > 3 ? ', …' : ''}`;
}

function heldWords(runs: readonly Run[]): string {
  const held = runs.find((run) => run.held !== undefined);
  if (held === undefined) return '';
  return held.held === 'threshold'
    ? `: the query returned ${held.rows.length} rows, which do not reach the threshold`
    : ': the rule was suppressed by an earlier alert';
}

function alertMismatches(
  expected: number | readonly ExpectedAlert[],
  alerts: readonly Alert[],
  runs: readonly Run[],
): readonly string[] {
  const count = typeof expected === 'number' ? expected : expected.length;
  const problems: string[] = [];
  if (alerts.length !== count) {
    const found = alerts.length === 0 ? `none${heldWords(runs)}` : titles(alerts);
    problems.push(`expected ${count} alert${count === 1 ? '' : 's'}, found ${found}`);
  }
  if (typeof expected === 'number') return problems;
  const left = [...alerts];
  for (const wanted of expected) {
    const match = left.findIndex((alert) => differences(wanted, alert).length === 0);
    if (match !== -1) {
      left.splice(match, 1);
      continue;
    }
    const nearest = left.map((alert) => differences(wanted, alert)).toSorted((a, b) => a.length - b.length)[0];
    if (nearest !== undefined) problems.push(...nearest.map((words) => `no alert is as expected: ${words}`));
  }
  return problems;
}

function differences(wanted: ExpectedAlert, alert: Alert): readonly string[] {
  const found: string[] = [];
  const compare = (name: string, expected: unknown, actual: unknown): void => {
    if (expected !== undefined && !agrees(expected, actual))
      found.push(`${name}: expected ${show(expected)}, found ${show(actual)}`);
  };
  compare('severity', wanted.severity, alert.severity);
  compare('title', wanted.title, alert.title);
  compare('description', wanted.description, alert.description.trimEnd());
  compare('tactics', wanted.tactics?.toSorted(), [...alert.tactics].toSorted());
  compare('rows', wanted.rows, alert.rows.length);
  for (const [key, value] of Object.entries(wanted.customDetails ?? {})) {
    const list = Array.isArray(value) ? value.map(String).toSorted() : [String(value)];
    compare(`custom detail ${key}`, list, alert.customDetails[key]?.toSorted());
  }
  for (const each of wanted.entities ?? []) {
    const [[type, identifiers] = ['', {}]] = Object.entries(each);
    const there = alert.entities.some(
      (entity) =>
        entity.type === type &&
        Object.entries(identifiers).every(([name, value]) => entity.identifiers[name] === String(value)),
    );
    if (!there) {
      const have = alert.entities.map((entity) => ({ [entity.type]: entity.identifiers }));
      found.push(`entities: expected ${show(each)}, found ${show(have)}`);
    }
  }
  return found;
}

function rowMismatches(expected: number | readonly ResultRow[], rows: readonly ResultRow[]): readonly string[] {
  const count = typeof expected === 'number' ? expected : expected.length;
  const problems =
    rows.length === count ? [] : [`expected ${count} result row${count === 1 ? '' : 's'}, found ${rows.length}`];
  if (typeof expected === 'number') return problems;
  const left = [...rows];
  for (const wanted of expected) {
    const fits = (row: ResultRow): boolean => Object.entries(wanted).every(([name, value]) => agrees(value, row[name]));
    const match = left.findIndex(fits);
    if (match !== -1) left.splice(match, 1);
    else
      problems.push(
        `no result row is ${show(wanted)}; rows: ${show(left.slice(0, 3).map((row) => pick(row, Object.keys(wanted))))}`,
      );
  }
  return problems;
}

function pick(row: ResultRow, names: readonly string[]): ResultRow {
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}

/** Lists in any order; a text and a number or time that reads the same agree: YAML and JSON write them differently. */
function agrees(expected: unknown, actual: unknown): boolean {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return false;
    const left: unknown[] = [...(actual as readonly unknown[])];
    return expected.every((item) => {
      const at = left.findIndex((each) => agrees(item, each));
      if (at !== -1) left.splice(at, 1);
      return at !== -1;
    });
  }
  if (expected !== null && typeof expected === 'object') {
    if (actual === null || typeof actual !== 'object' || Array.isArray(actual)) return false;
    const cells = actual as Readonly<Record<string, unknown>>;
    return Object.entries(expected).every(([name, value]) => agrees(value, cells[name]));
  }
  if (expected === null || expected === '') return actual === null || actual === undefined || actual === '';
  if (expected === actual || textOf(expected) === textOf(actual)) return true;
  return typeof expected === 'string' && typeof actual === 'string' && /^\d{4}-\d{2}-\d{2}/.test(expected)
    ? Date.parse(zoned(expected)) === Date.parse(zoned(actual))
    : false;
}

const zoned = (text: string): string =>
  (text.length === 10 || /Z$|[+-]\d{2}:\d{2}$/.test(text) ? text : `${text}Z`).replace(' ', 'T');

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 400 ? `${text.slice(0, 399)}…` : text;
}
