import type { Diagnostic } from '../diagnostics';
import { lineText, positionAt } from '../diagnostics';
import { hashJson } from '../json';
import { checks, projectChecks } from '../rules';
import { parseYaml } from '../yaml';

/** Errors that are accepted until they change. */
export interface Baseline {
  /** The beginning of the hash of the query, by the id of a rule that has too few tests. */
  readonly untested: ReadonlyMap<string, string>;
  readonly errors: readonly KnownError[];
}

export interface KnownError {
  /** Id of the rule, in lower case. */
  readonly rule: string;
  readonly code: string;
  /** The line that it is at, without the blanks around it. */
  readonly line: string;
}

const UNTESTED = 'test-coverage';

/** Codes that may be accepted: a rule with such an error is read and compiled all the same. */
const ACCEPTED: ReadonlySet<string> = new Set([
  ...[...checks, ...projectChecks].map(({ code }) => code),
  'name-clash',
  UNTESTED,
]);

export function isEmptyBaseline({ untested, errors }: Baseline): boolean {
  return untested.size === 0 && errors.length === 0;
}

/** What is wrong now, as something to be accepted, and the errors that cannot be. */
export function baselineOf(found: readonly Diagnostic[]): {
  readonly baseline: Baseline;
  readonly rest: readonly Diagnostic[];
} {
  const untested = new Map<string, string>();
  const errors = new Map<string, KnownError>();
  const rest: Diagnostic[] = [];
  for (const finding of found.filter(({ severity }) => severity === 'error')) {
    const error = knownBy(finding);
    if (error === undefined) rest.push(finding);
    else if (error.code === UNTESTED) untested.set(error.rule, error.line);
    else errors.set(keyOf(error), error);
  }
  return { baseline: { untested, errors: [...errors.values()] }, rest };
}

/** The findings without the errors that are accepted, and those. */
export function splitKnown(
  { untested, errors }: Baseline,
  found: readonly Diagnostic[],
): { readonly rest: readonly Diagnostic[]; readonly known: readonly Diagnostic[] } {
  const keys = new Set(errors.map(keyOf));
  const isKnown = (finding: Diagnostic): boolean => {
    if (finding.severity !== 'error') return false;
    const error = knownBy(finding);
    if (error === undefined) return false;
    return error.code === UNTESTED ? untested.get(error.rule) === error.line : keys.has(keyOf(error));
  };
  const rest: Diagnostic[] = [];
  const known: Diagnostic[] = [];
  for (const finding of found) (isKnown(finding) ? known : rest).push(finding);
  return { rest, known };
}

/** By what an error is known again; of a missing test the "line" is the query. Undefined for what cannot be accepted. */
function knownBy({ code, source, span }: Diagnostic): KnownError | undefined {
  const rule = ACCEPTED.has(code) ? ID.exec(source.text)?.[1]?.toLowerCase() : undefined;
  if (rule === undefined) return undefined;
  if (code === UNTESTED) return { rule, code, line: queryHash(source) };
  return { rule, code, line: lineText(source, positionAt(source, span.start).line).trim() };
}

/** The key `id` of a rule's file, which stands at the beginning of a line. */
const ID = /^id:[ \t]*['"]?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\b/im;

function queryHash(source: Diagnostic['source']): string {
  const value = parseYaml(source).document?.value;
  const query = typeof value === 'object' && value !== null && 'query' in value ? value.query : undefined;
  return hashJson(typeof query === 'string' ? query.trim() : '').slice(0, 16);
}

function keyOf({ rule, code, line }: KnownError): string {
  return JSON.stringify([rule, code, line]);
}
