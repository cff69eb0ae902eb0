import { isArray, isObject, parseJson } from '../../json';
import type { JsonObject, JsonValue } from '../../json';
import { parseCsv } from '../../rules';

/** A write of a rule, as a log of the platform has it. */
export interface LogWrite {
  /** Row of the file, from 1. */
  readonly row: number;
  readonly source: 'SentinelAudit' | 'AzureActivity';
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly operation: 'write' | 'delete';
  /** Id of the rule. */
  readonly rule: string;
  readonly caller: string;
  readonly correlationId: string | null;
  readonly succeeded: boolean;
}

export interface LogReading {
  readonly writes: readonly LogWrite[];
  /** Rows that are about something else. */
  readonly others: number;
  /** Rows that look like writes of rules and could not be read: never dropped in silence. */
  readonly problems: readonly string[];
}

/**
 * Reads an export of SentinelAudit or AzureActivity: a JSON array, an answer of the query API (`tables`), NDJSON, or the
 * portal's CSV. Columns: Microsoft Learn, audit-table-reference and audit-sentinel-data, read 2026-11-24.
 */
export function readLog(text: string): LogReading | { readonly problem: string } {
  const rows = rowsOf(text);
  if (rows === undefined) {
    return { problem: 'it is no JSON array, answer of a query, NDJSON or CSV with a header' };
  }
  const known = rows.some((row) => 'OperationName' in row || 'OperationNameValue' in row);
  if (rows.length > 0 && !known) {
    return {
      problem: 'no row has OperationName or OperationNameValue: export the whole of SentinelAudit or AzureActivity',
    };
  }
  const writes: LogWrite[] = [];
  const problems: string[] = [];
  let others = 0;
  for (const [index, row] of rows.entries()) {
    const operation = operationOf(row);
    if (operation === undefined) {
      others += 1;
      continue;
    }
    const write = writeOf(row, { number: index + 1, operation });
    if (typeof write === 'string') problems.push(`row ${index + 1}: ${write}`);
    else writes.push(write);
  }
  return { writes: onePerRequest(writes), others, problems };
}

function rowsOf(text: string): readonly JsonObject[] | undefined {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  const value = parseJson(plain);
  if (isArray(value)) return value.filter(isObject);
  if (isObject(value)) return isArray(value['tables']) ? value['tables'].flatMap(tableRows) : [value];
  const lines = plain.split(/\r?\n/).filter((line) => line.trim() !== '');
  const parsed = lines.map(parseJson);
  if (lines.length > 0 && parsed.every(isObject)) return parsed.filter(isObject);
  if (plain.trimStart().startsWith('{') || plain.trimStart().startsWith('[')) return undefined;
  const { rows, problems } = parseCsv(plain);
  const [head, ...body] = rows;
  if (head === undefined || head.length < 2 || problems.length > 0) return undefined;
  // the portal writes `TimeGenerated [UTC]`
  const names = head.map(({ text: name }) => name.trim().replace(/ \[[^\]]*\]$/, ''));
  return body.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index]?.text ?? ''])));
}

function tableRows(table: JsonValue): readonly JsonObject[] {
  if (!isObject(table) || !isArray(table['columns']) || !isArray(table['rows'])) return [];
  const names = table['columns'].map((column) => (isObject(column) ? textAt(column, 'name') : ''));
  return table['rows']
    .filter(isArray)
    .map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
}

/** Spelled `Microsoft.SecurityInsights/alertRules/Write` in one log, in upper case in the other. */
const RULE_OPERATION = /^microsoft\.securityinsights\/alertrules\/(write|delete)$/i;

function operationOf(row: JsonObject): LogWrite['operation'] | undefined {
  for (const column of ['OperationNameValue', 'OperationName']) {
    const found = RULE_OPERATION.exec(textAt(row, column))?.[1]?.toLowerCase();
    if (found === 'write' || found === 'delete') return found;
  }
  return undefined;
}

function writeOf(
  row: JsonObject,
  { number, operation }: { readonly number: number; readonly operation: LogWrite['operation'] },
): LogWrite | string {
  const time = Date.parse(zoned(textAt(row, 'TimeGenerated')));
  if (Number.isNaN(time)) return `its TimeGenerated is no time: ${JSON.stringify(textAt(row, 'TimeGenerated'))}`;
  const extended = objectIn(row['ExtendedProperties']);
  const properties = objectIn(row['Properties']);
  const source = 'ActivityStatusValue' in row || 'OperationNameValue' in row ? 'AzureActivity' : 'SentinelAudit';
  const places = [
    textAt(extended, 'ResourceId'),
    textAt(extended, 'Uri'),
    textAt(row, 'SentinelResourceId'),
    textAt(row, '_ResourceId'),
    textAt(row, 'ResourceId'),
    textAt(properties, 'entity'),
    textAt(properties, 'resource'),
    textAt(row, 'Properties'),
  ];
  const rule = places.map((place) => /alertrules\/([^/?"\\\s]+)/i.exec(place)?.[1]).find((id) => id !== undefined);
  if (rule === undefined) return 'it names no rule: no `alertRules/<id>` in its resource, address or properties';
  const status = (textAt(row, 'ActivityStatusValue') || textAt(row, 'Status')).toLowerCase();
  const correlationId = textAt(row, 'CorrelationId');
  return {
    row: number,
    source,
    at: new Date(time).toISOString(),
    operation,
    rule: decodeURIComponent(rule),
    caller: textAt(row, 'Caller') || textAt(extended, 'CallerName') || 'not said',
    correlationId: correlationId === '' ? null : correlationId,
    succeeded: !/^(?:fail|start|accept)/.test(status),
  };
}

/** The Activity Log has a row for the start and one for the end of each request: one write. */
function onePerRequest(writes: readonly LogWrite[]): readonly LogWrite[] {
  const found = new Map<string, LogWrite>();
  for (const write of writes) {
    const { source, correlationId, rule, operation, row } = write;
    const key =
      source === 'AzureActivity' && correlationId !== null
        ? `${correlationId} ${rule.toLowerCase()} ${operation}`
        : `row ${row}`;
    const known = found.get(key);
    if (known === undefined || (!known.succeeded && write.succeeded)) found.set(key, write);
  }
  return [...found.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** The portal's CSV gives UTC without saying so, as `3/2/2026, 2:00:00.000 PM`. */
function zoned(time: string): string {
  return /(?:Z|[+-]\d{2}:?\d{2})$/i.test(time.trim()) ? time : `${time.trim()}Z`.replace(/([AP]M)Z$/i, '$1 UTC');
}

function objectIn(value: JsonValue | undefined): JsonObject {
  if (isObject(value)) return value;
  const parsed = typeof value === 'string' ? parseJson(value) : undefined;
  return isObject(parsed) ? parsed : {};
}

function textAt(row: JsonObject, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}
