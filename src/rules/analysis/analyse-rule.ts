import type { Span } from '../../diagnostics';
import type { YamlPath } from '../../yaml';
import type { Knowledge } from '../catalog/knowledge';
import { present } from '../checks/present';
import { compileQuery } from '../compile/compile-query';
import type { CompiledQuery, Piece } from '../compile/compile-query';
import type { Exclusion, ParameterValue } from '../rule';
import type { RuleDraft } from '../rule-file';
import { analyseQuery, MOST_ANALYSED } from './analyse-query';
import type { QueryAnalysis } from './analyse-query';
import { nodeAt } from './nodes';
import { predicateProblem } from './predicate';
import type { PredicateProblem } from './predicate';
import type { QueryFinding } from './query-finding';

/** Where something of the compiled query was written: in which value of the file, at which offsets of its text. */
export type FilePlace =
  { readonly path: YamlPath; readonly within: Span } | { readonly path: YamlPath; readonly part: 'key' | 'value' };

/** What the one reading of a rule's query gives, with the way back to the file. */
export interface RuleAnalysis extends QueryAnalysis {
  readonly catalog: Knowledge;
  readonly compiled: CompiledQuery;
  /** Exclusions whose predicates cannot stand in the query, by their place in the list. */
  readonly refusedExclusions: ReadonlyMap<number, PredicateProblem>;
  /** Where the exclusions that are in `compiled` stand there, by their place in the list. */
  readonly exclusionSpans: readonly (readonly [index: number, span: Span])[];
  placeOf(span: Span): FilePlace;
}

/** Reads the query of a rule as it will be deployed: parameters set, exclusions in. Undefined where it is far too long. */
export function analyseRule(draft: RuleDraft, query: string, catalog: Knowledge): RuleAnalysis | undefined {
  const parameters = parametersOf(draft);
  const given = [...present(draft.exclusions)].flatMap(([index, { name, where, at }]) =>
    name === undefined || where === undefined ? [] : [{ index, exclusion: exclusionOf(name, where, at) }],
  );
  const tooLong = (list: typeof given): boolean =>
    compileQuery(query, exclusionsOf(list), parameters).compiled.text.length > MOST_ANALYSED;
  // before each predicate is read by itself, which takes some milliseconds
  if (tooLong(given)) return undefined;
  const refused = new Map<number, PredicateProblem>();
  const kept = given.filter(({ index, exclusion }) => {
    const problem = predicateProblem(exclusion.where);
    if (problem !== undefined) refused.set(index, problem);
    return problem === undefined;
  });
  const { compiled } = compileQuery(query, exclusionsOf(kept), parameters);
  const indexOf = (index: number): number => kept[index]?.index ?? index;
  const exclusionSpans = compiled.pieces.flatMap(({ start, end, origin }) =>
    origin.kind === 'exclusion' ? [[indexOf(origin.index), { start, end }] as const] : [],
  );
  const placeOf = (span: Span): FilePlace => placeIn(compiled, span, indexOf);
  const analysis = analyseQuery(compiled.text, catalog);
  for (const [index, span] of exclusionSpans) {
    const type = analysis.root === undefined ? undefined : nodeAt(analysis.root, span)?.type;
    if (type === undefined || type === 'bool' || type === 'unknown') continue;
    refused.set(index, {
      message: `the predicate is a ${type}, not a condition`,
      help: 'Compare it with something: the rows for which it is true are left out.',
      span: { start: 0, end: span.end - span.start },
    });
  }
  // that a predicate of the wrong type does not go with what compilation puts around it is said above
  const isEcho = ({ code, span }: QueryFinding): boolean => {
    const [list, index] = code === 'kql-type' ? placeOf(span).path : [];
    return list === 'exclusions' && typeof index === 'number' && refused.has(index);
  };
  const findings = analysis.findings.filter((finding) => !isEcho(finding));
  return { ...analysis, findings, catalog, compiled, refusedExclusions: refused, exclusionSpans, placeOf };
}

function exclusionsOf(list: readonly { readonly exclusion: Exclusion }[]): readonly Exclusion[] {
  return list.map(({ exclusion }) => exclusion);
}

function exclusionOf(name: string, where: string, at: string | undefined): Exclusion {
  return { name, where, scenario: '', ...(at === undefined ? {} : { at }) };
}

function parametersOf({ parameters }: RuleDraft): Readonly<Record<string, ParameterValue>> {
  return Object.fromEntries(
    Object.entries(parameters ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value as ParameterValue]],
    ),
  );
}

/** Where something of a compiled query was written; exclusions by their place among those that were compiled. */
export function placeInFile(compiled: CompiledQuery, span: Span): FilePlace {
  return placeIn(compiled, span, (index) => index);
}

function placeIn({ text, pieces }: CompiledQuery, span: Span, indexOf: (index: number) => number): FilePlace {
  const start = Math.min(span.start, Math.max(0, text.length - 1));
  const piece = pieces.find((each) => start >= each.start && start < each.end);
  if (piece === undefined) return { path: ['query'], part: 'value' };
  const end = Math.max(start + 1, span.end);
  switch (piece.origin.kind) {
    case 'query':
      return { path: ['query'], within: within(piece, piece.origin.offset, { start, end }, pieces) };
    case 'exclusion': {
      const inside = { start: start - piece.start, end: Math.min(end, piece.end) - piece.start };
      return { path: ['exclusions', indexOf(piece.origin.index), 'where'], within: inside };
    }
    case 'parameter':
      return { path: ['parameters', piece.origin.name], part: 'value' };
    case 'generated':
      return beside(pieces, piece, indexOf);
  }
}

/** In the query: its end may be in a later piece of the query (a parameter or exclusion is between). */
function within(piece: Piece, offset: number, span: Span, pieces: readonly Piece[]): Span {
  const start = offset + span.start - piece.start;
  const last = pieces.findLast((each) => each.origin.kind === 'query' && each.start < span.end);
  const end =
    last?.origin.kind === 'query' ? last.origin.offset + Math.min(span.end, last.end) - last.start : start + 1;
  return { start, end: Math.max(start + 1, end) };
}

/** What compilation puts around a predicate is the predicate's. */
function beside(pieces: readonly Piece[], piece: Piece, indexOf: (index: number) => number): FilePlace {
  const index = pieces.indexOf(piece);
  const origin = [pieces[index + 1], pieces[index - 1]].find((each) => each?.origin.kind === 'exclusion')?.origin;
  return origin?.kind === 'exclusion'
    ? { path: ['exclusions', indexOf(origin.index), 'where'], part: 'value' }
    : { path: ['query'], part: 'value' };
}
