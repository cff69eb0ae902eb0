import { positionAt } from '../../src/diagnostics';
import type { Span } from '../../src/diagnostics';
import { analyze } from '../../src/kql';
import type { Syntax } from '../../src/kql';
import { compileRule } from '../../src/rules';
import type { Knowledge, LoadedRule, Piece } from '../../src/rules';
import { replaceScalar } from '../../src/yaml';
import type { Change, Place, QueryFacts } from './change';
import { queryMutations } from './operators';
import { settingMutations } from './settings';

/** A rule's file with one seeded fault. */
export interface Mutant {
  /** Kind of the fault. */
  readonly fault: string;
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  /** The changed lines before and after, white space at their ends off. */
  readonly was: string;
  readonly becomes: string;
  /** Which one it is of those of the rule that have the same lines before and after, from 1. */
  readonly nth: number;
  /** The whole file. */
  readonly text: string;
}

/** Every fault that can be seeded into a rule, each once, in the order of the file. */
export function mutantsOf(loaded: LoadedRule, catalog: Knowledge): readonly Mutant[] {
  const { source } = loaded.document;
  const made = new Map<string, Omit<Mutant, 'nth'>>();
  const add = (fault: string, text: string | undefined): void => {
    if (text === undefined || text === source.text || made.has(text)) return;
    made.set(text, { fault, text, ...difference(source.text, text, (offset) => positionAt(source, offset).line) });
  };
  for (const { fault, change } of queryChanges(loaded, catalog)) add(fault, inFile(loaded, change));
  for (const { fault, path, text } of settingMutations(loaded)) {
    const edit = replaceScalar(loaded.document, path, text);
    add(fault, edit.done ? edit.text : undefined);
  }
  return numbered([...made.values()].toSorted((a, b) => a.line - b.line));
}

function numbered(mutants: readonly Omit<Mutant, 'nth'>[]): readonly Mutant[] {
  const seen = new Map<string, number>();
  return mutants.map((mutant) => {
    const key = JSON.stringify([mutant.was, mutant.becomes]);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return { ...mutant, nth };
  });
}

interface QueryChange {
  readonly fault: string;
  /** Its span is in the rule's query, or in the predicate of an exclusion. */
  readonly change: Change & { readonly exclusion: number | undefined };
}

/** The compiled query is what is read: exclusions stand in it where their columns are known. */
function queryChanges({ rule }: LoadedRule, catalog: Knowledge): readonly QueryChange[] {
  const { text, pieces } = compileRule(rule, {}).query;
  const { root } = analyze(text, catalog);
  const mentions = mentionsIn(text);
  const query: QueryFacts = { text, mentions, lets: letsIn(root), twins: twinsIn([...mentions.keys()], catalog) };
  const changes: QueryChange[] = [];
  const visit = (node: Syntax, place: Place): void => {
    for (const [fault, mutation] of Object.entries(queryMutations)) {
      for (const change of mutation(node, place)) {
        const there = origin(change.span, pieces);
        if (there !== undefined) changes.push({ fault, change: { ...change, ...there } });
      }
    }
    const above = [node, ...place.above];
    const rows = node.kind === 'PipeExpression' ? node.child('Expression') : undefined;
    for (const child of node.children) {
      const after = rows !== undefined && child.start !== rows.start;
      visit(child, { query, above, columns: after ? (rows.table?.columns ?? []) : place.columns });
    }
  };
  visit(root, { query, above: [], columns: [] });
  return changes;
}

function mentionsIn(text: string): ReadonlyMap<string, number> {
  const mentions = new Map<string, number>();
  for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) mentions.set(word, (mentions.get(word) ?? 0) + 1);
  return mentions;
}

function twinsIn(names: readonly string[], catalog: Knowledge): ReadonlySet<string> {
  const pairs = names.flatMap((name): readonly (readonly [string, string])[] => {
    const key = catalog.watchlist(name)?.itemsSearchKey;
    return [
      ...Object.entries(catalog.table(name)?.mirrors ?? {}),
      ...(key === undefined ? [] : [['SearchKey', key] as const]),
    ];
  });
  return new Set(pairs.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
}

function letsIn(root: Syntax): ReadonlyMap<string, Syntax> {
  return new Map(
    root.children
      .filter(({ kind }) => kind === 'LetStatement')
      .map((statement) => [statement.child('Name').text, statement.child('Expression')] as const),
  );
}

/** Where a span of the compiled query was written; undefined where nobody wrote it, or not in one piece. */
function origin(
  { start, end }: Span,
  pieces: readonly Piece[],
): { readonly span: Span; readonly exclusion: number | undefined } | undefined {
  const first = pieces.find((piece) => piece.start <= start && start < piece.end);
  const last = pieces.find((piece) => piece.start < end && end <= piece.end) ?? first;
  if (first === undefined || last === undefined) return undefined;
  const [from, to] = [first.origin, last.origin];
  if (from.kind === 'query' && to.kind === 'query') {
    const span = { start: from.offset + start - first.start, end: to.offset + end - last.start };
    return { span, exclusion: undefined };
  }
  if (from.kind !== 'exclusion' || first !== last) return undefined;
  const offset = from.offset - first.start;
  return { span: { start: start + offset, end: end + offset }, exclusion: from.index };
}

function inFile({ document, query, rule }: LoadedRule, change: QueryChange['change']): string | undefined {
  const { span, text, exclusion } = change;
  if (exclusion === undefined) {
    const { text: file } = document.source;
    return file.slice(0, query.toHost(span.start)) + text + file.slice(query.toHost(span.end));
  }
  const where = rule.exclusions[exclusion]?.where ?? '';
  const edit = replaceScalar(
    document,
    ['exclusions', exclusion, 'where'],
    where.slice(0, span.start) + text + where.slice(span.end),
  );
  return edit.done ? edit.text : undefined;
}

/** The lines in which two texts differ. */
function difference(
  before: string,
  after: string,
  lineOf: (offset: number) => number,
): Pick<Mutant, 'line' | 'was' | 'becomes'> {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const from = before.lastIndexOf('\n', start - 1) + 1;
  const lines = (text: string): string => {
    const to = text.indexOf('\n', text.length - end);
    return text
      .slice(from, to < 0 ? text.length : to)
      .replace(/\s+/g, ' ')
      .trim();
  };
  return { line: lineOf(start), was: lines(before), becomes: lines(after) };
}
