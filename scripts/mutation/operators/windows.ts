import type { Mutation } from '../change';

/** Units and how many of the next smaller one they are: half of an odd number is written in that. */
const SMALLER: Readonly<Record<string, readonly [unit: string, count: number]>> = {
  d: ['h', 24],
  h: ['m', 60],
  m: ['s', 60],
  s: ['ms', 1000],
};

/** A window that is twice or half as long. */
export const window: Mutation = (node) => {
  if (node.kind !== 'TimespanLiteralExpression') return [];
  const parts = /^(\d+)(d|h|m|s)$/.exec(node.text);
  const [, digits, unit = ''] = parts ?? [];
  const smaller = SMALLER[unit];
  if (digits === undefined || smaller === undefined) return [];
  const count = Number(digits);
  const half = count % 2 === 0 ? `${count / 2}${unit}` : `${(count * smaller[1]) / 2}${smaller[0]}`;
  return [`${count * 2}${unit}`, half].map((text) => ({ span: node.span, text }));
};

const ARITHMETIC: Readonly<Record<string, string>> = {
  AddExpression: '-',
  SubtractExpression: '+',
  MultiplyExpression: '/',
  DivideExpression: '*',
};

export const arithmetic: Mutation = (node) => {
  const text = ARITHMETIC[node.kind];
  const span = node.tokenSpan('Operator');
  return text === undefined || span === undefined ? [] : [{ span, text }];
};
