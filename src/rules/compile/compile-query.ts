import type { Exclusion, ParameterValue } from '../rule';
import { exclusionMarkers, parameterLines } from './markers';
import { printParameter } from './parameter-value';

/** Where a part of the compiled text comes from, so that a finding in it is shown where a person wrote it. */
export type Origin =
  | { readonly kind: 'query'; readonly offset: number }
  | { readonly kind: 'exclusion'; readonly index: number; readonly offset: number }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'generated' };

export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly origin: Origin;
}

export interface CompiledQuery {
  readonly text: string;
  /** In order, without gaps, together the whole text. */
  readonly pieces: readonly Piece[];
}

/** Something that keeps a rule from being compiled. `path` leads to it in the rule (or in the tuning that named it). */
export interface CompileProblem {
  readonly code:
    | 'exclusion-marker-missing'
    | 'exclusion-not-one-line'
    | 'parameter-unknown'
    | 'parameter-value'
    | 'compiled-query-too-long';
  readonly message: string;
  readonly help: string;
  readonly path: readonly (string | number)[];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly { readonly text: string; readonly origin: Origin }[];
}

/** Longest query the service takes (Microsoft Learn, scheduled analytics rules, read 2026-11-24). */
export const MAX_QUERY_LENGTH = 10_000;

/**
 * The query that is deployed: parameters replaced, each exclusion one line behind its marker. The marker stays, so that
 * a query read back from a workspace can be split again. Line ends are LF, space at the end is off; nothing else moves.
 */
export function compileQuery(
  query: string,
  exclusions: readonly Exclusion[],
  parameters: Readonly<Record<string, ParameterValue>>,
): { readonly compiled: CompiledQuery; readonly problems: readonly CompileProblem[] } {
  const problems: CompileProblem[] = [];
  const edits = [...parameterEdits(query, parameters, problems), ...exclusionEdits(query, exclusions, problems)];
  const compiled = assemble(
    query,
    edits.toSorted((a, b) => a.start - b.start),
  );
  if (compiled.text.length > MAX_QUERY_LENGTH) {
    problems.push({
      code: 'compiled-query-too-long',
      message: `the compiled query has ${compiled.text.length} characters, a workspace takes at most ${MAX_QUERY_LENGTH}`,
      help: 'move a list into a watchlist or a part of the query into a saved function',
      path: ['query'],
    });
  }
  return { compiled, problems };
}

function parameterEdits(
  query: string,
  parameters: Readonly<Record<string, ParameterValue>>,
  problems: CompileProblem[],
): readonly Edit[] {
  const lines = parameterLines(query);
  return Object.entries(parameters).flatMap(([name, value]) => {
    const path = ['parameters', name];
    const line = lines.find((each) => each.name === name);
    if (line === undefined) {
      const known = lines.map((each) => each.name).join(', ');
      problems.push({
        code: 'parameter-unknown',
        message: `the query has no parameter named ${name}`,
        help: known === '' ? `mark its line in the query: let ${name} = ...; // @parameter` : `it has: ${known}`,
        path,
      });
      return [];
    }
    const printed = printParameter(value, line.literal);
    if ('expects' in printed) {
      problems.push({
        code: 'parameter-value',
        message: `the value of ${name} does not fit: the query has ${line.literal} there`,
        help: `expected ${printed.expects}`,
        path,
      });
      return [];
    }
    const origin: Origin = { kind: 'parameter', name };
    return [{ start: line.start, end: line.end, parts: [{ text: printed.kql, origin }] }];
  });
}

function exclusionEdits(query: string, exclusions: readonly Exclusion[], problems: CompileProblem[]): readonly Edit[] {
  const markers = exclusionMarkers(query);
  const at = new Map<number, Edit['parts'][number][]>();
  exclusions.forEach((exclusion, index) => {
    const predicate = oneLine(exclusion.where);
    if (predicate === undefined) {
      problems.push({
        code: 'exclusion-not-one-line',
        message: `the predicate of exclusion ${exclusion.name} holds a line comment or a multi-line text, so it cannot become one line`,
        help: 'write one expression without comments; what there is to explain belongs into `scenario`',
        path: ['exclusions', index, 'where'],
      });
      return;
    }
    const marked = markers.filter((marker) => marker.name === exclusion.at);
    if (marked.length === 0) {
      const line = exclusion.at === undefined ? '// @exclusions' : `// @exclusions ${exclusion.at}`;
      problems.push({
        code: 'exclusion-marker-missing',
        message: `exclusion ${exclusion.name} has no place in the query: there is no line \`${line}\``,
        help: 'put that line, alone, between two operators where the columns of the predicate are in scope',
        path: ['exclusions', index, exclusion.at === undefined ? 'name' : 'at'],
      });
      return;
    }
    for (const { end, indent } of marked) {
      const parts = at.get(end) ?? [];
      at.set(end, [
        ...parts,
        { text: `\n${indent}| where not(coalesce(`, origin: { kind: 'generated' } },
        { text: predicate, origin: { kind: 'exclusion', index, offset: 0 } },
        { text: `, false)) // ${exclusion.name}`, origin: { kind: 'generated' } },
      ]);
    }
  });
  return [...at].map(([end, parts]) => ({ start: end, end, parts }));
}

/** Verbatim and plain KQL string literals. */
const STRING_LITERALS = /@"(?:[^"\n]|"")*"|@'(?:[^'\n]|'')*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/**
 * A predicate as one line of the same length: each line break becomes a space, so offsets in it stay true.
 * Undefined where that would change it: behind a line comment, inside a multi-line string.
 */
function oneLine(predicate: string): string | undefined {
  const text = predicate.trimEnd();
  if (/\/\/|```|~~~/.test(text.replace(STRING_LITERALS, ''))) return undefined;
  return text.replace(/[\r\n]/g, ' ');
}

function assemble(query: string, edits: readonly Edit[]): CompiledQuery {
  const pieces: Piece[] = [];
  let text = '';
  const add = (part: string, origin: Origin): void => {
    if (part === '') return;
    pieces.push({ start: text.length, end: text.length + part.length, origin });
    text += part;
  };
  const copy = (from: number, to: number): void => {
    let at = from;
    for (const line of query.slice(from, to).split(/(?<=\n)/)) {
      add(line.replace(/\r\n$/, '\n'), { kind: 'query', offset: at });
      at += line.length;
    }
  };
  let at = 0;
  for (const { start, end, parts } of edits) {
    copy(at, start);
    for (const part of parts) add(part.text, part.origin);
    at = end;
  }
  copy(at, query.trimEnd().length);
  return { text, pieces: merged(pieces) };
}

/** Neighbours that continue each other in the query become one piece. */
function merged(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    const continues =
      last?.origin.kind === 'query' &&
      piece.origin.kind === 'query' &&
      piece.origin.offset - last.origin.offset === piece.start - last.start;
    if (continues) result[result.length - 1] = { ...last, end: piece.end };
    else result.push(piece);
  }
  return result;
}
