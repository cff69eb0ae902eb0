import { positionAt } from '../../src/diagnostics';
import { compileQuery, jsonRows, runQuery } from '../../src/kql';
import type { KqlError } from '../../src/kql';
import type { LocalWorld } from './local-world';

/** A line of a batch. */
interface Request {
  readonly id: unknown;
  readonly query: string;
  readonly now?: string;
}

/**
 * Answers one line of a batch: `{id, columns: [{name, type}], rows}` or `{id, error: {code, message, line, column}}`.
 * This protocol is public and stable. A line that is no request is answered with an error of code `syntax`.
 */
export function answerLine(line: string, world: LocalWorld, now: Date): string {
  const request = readRequest(line);
  if (typeof request === 'string') {
    return JSON.stringify({ id: null, error: { code: 'syntax', message: request, line: 1, column: 1 } });
  }
  const { id, query } = request;
  const at = request.now === undefined ? now : new Date(request.now);
  const compiled = compileQuery(query, world.catalog);
  if (!compiled.ok) return failed(id, query, compiled.error);
  const result = runQuery(compiled.plan, { source: world.source, now: at });
  if (!result.ok) return failed(id, query, result.error);
  return JSON.stringify({ id, columns: result.columns, rows: jsonRows(result.table) });
}

function readRequest(line: string): Request | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'expected a JSON object {id, query, now?} on the line';
  }
  if (typeof value !== 'object' || value === null) return 'expected a JSON object {id, query, now?} on the line';
  const { id = null, query, now } = value as Record<string, unknown>;
  if (typeof query !== 'string') return 'expected a text under `query`';
  if (now === undefined || now === null) return { id, query };
  if (typeof now !== 'string' || Number.isNaN(new Date(now).getTime())) return 'expected an ISO 8601 time under `now`';
  return { id, query, now };
}

function failed(id: unknown, query: string, { code, message, span, hint }: KqlError): string {
  const { line, column } = positionAt({ path: 'query', text: query }, span.start);
  return JSON.stringify({
    id,
    error: { code, message: hint === undefined ? message : `${message}: ${hint}`, line, column },
  });
}
