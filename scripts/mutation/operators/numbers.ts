import type { Mutation } from '../change';
import { withoutEach } from './joins';

const NUMBERS: ReadonlySet<string> = new Set([
  'LongLiteralExpression',
  'IntLiteralExpression',
  'RealLiteralExpression',
]);

/** A threshold or position that is one off; sizes of sets and other arguments are left alone. */
export const number: Mutation = (node, { above }) => {
  const [parent] = above;
  if (!NUMBERS.has(node.kind) || parent === undefined) return [];
  const signed = parent.kind === 'UnaryMinusExpression' ? above[1] : parent;
  const counts = signed?.token('Operator') !== undefined || signed?.kind === 'LetStatement';
  if (!counts && signed?.kind !== 'BracketedExpression') return [];
  const value = Number(node.text);
  const values = Number.isInteger(value) ? [value + 1, value - 1] : [value * 2, value / 2];
  return values.filter((each) => each >= 0).map((each) => ({ span: node.span, text: written(each, node.kind) }));
};

function written(value: number, kind: string): string {
  return kind === 'RealLiteralExpression' && Number.isInteger(value) ? value.toFixed(1) : String(value);
}

const MOST_OF_A_LIST = 4;

/** A list that lacks one of its texts: the first, the last, or one between. */
export const listEntry: Mutation = (node, { above }) => {
  const [parent] = above;
  const compared = node.kind === 'ExpressionList' && parent?.token('Operator') !== undefined;
  const entries = compared ? node.list('Expressions') : node.kind === 'JsonArrayExpression' ? node.list('Values') : [];
  return entries.every(({ kind }) => kind === 'StringLiteralExpression') ? withoutEach(entries, MOST_OF_A_LIST) : [];
};
