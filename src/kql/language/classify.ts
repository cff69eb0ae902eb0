import type { BridgeElement, ClassifiedRange } from './bridge';
import { kustoLanguage } from './load';

/** What a part of a query is to a reader. Punctuation, spaces and unknown names are not told. */
export type Classification =
  'comment' | 'literal' | 'string' | 'type' | 'column' | 'table' | 'function' | 'variable' | 'keyword' | 'operator';

export interface ClassifiedSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: Classification;
}

/** By the classifier's own names (`Kusto.Language.Editor.ClassificationKind`). */
const KINDS: Readonly<Record<string, Classification>> = {
  Comment: 'comment',
  Literal: 'literal',
  StringLiteral: 'string',
  Type: 'type',
  Column: 'column',
  SchemaMember: 'column',
  Table: 'table',
  MaterializedView: 'table',
  Database: 'table',
  Function: 'function',
  Parameter: 'variable',
  SignatureParameter: 'variable',
  Variable: 'variable',
  QueryOperator: 'keyword',
  Keyword: 'keyword',
  Directive: 'keyword',
  Option: 'keyword',
  ScalarOperator: 'operator',
};

/**
 * The parts of a bound query as Microsoft's own editors colour them, in order and without overlap: the same classifier
 * over the same tree, so that what looks like a table here is one.
 */
export function classify(root: BridgeElement, length: number): readonly ClassifiedSpan[] {
  const { KustoClassifier, ClassificationKind } = kustoLanguage().Editor;
  const found: ClassifiedRange[] = [];
  // the classifier asks no more of a list than this
  const list = {
    get Count(): number {
      return found.length;
    },
    getItem: (index: number): ClassifiedRange | undefined => found[index],
    setItem: (index: number, range: ClassifiedRange): void => void (found[index] = range),
    add: (range: ClassifiedRange): void => void found.push(range),
  };
  KustoClassifier.GetClassifications(root, 0, length, true, list, { ThrowIfCancellationRequested: () => undefined });
  return found.flatMap(({ Kind, Start, Length }) => {
    const kind = KINDS[ClassificationKind.$names[Kind] ?? ''];
    return kind === undefined || Length === 0 ? [] : [{ start: Start, end: Start + Length, kind }];
  });
}
