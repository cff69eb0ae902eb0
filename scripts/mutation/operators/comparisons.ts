import type { Syntax } from '../../../src/kql';
import type { Change, Mutation, Place } from '../change';

/** What stands in the place of a comparison that somebody got wrong. Which names there are: Microsoft Learn, KQL string operators. */
const TURNED: Readonly<Record<string, readonly string[]>> = {
  '<': ['>', '<='],
  '<=': ['>', '<'],
  '>': ['<', '>='],
  '>=': ['<', '>'],
  '==': ['!='],
  '!=': ['=='],
  '=~': ['!~'],
  '!~': ['=~'],
  has: ['contains', '==', '!has'],
  '!has': ['has'],
  contains: ['has', '!contains'],
  '!contains': ['contains'],
  startswith: ['contains', '!startswith'],
  endswith: ['contains', '!endswith'],
  has_any: ['has_all'],
  has_all: ['has_any'],
  in: ['!in'],
  '!in': ['in'],
  'in~': ['!in~'],
  '!in~': ['in~'],
  between: ['!between'],
  '!between': ['between'],
};

/** The same comparison with the other handling of letter case. */
const CASE: Readonly<Record<string, string>> = {
  '==': '=~',
  '=~': '==',
  '!=': '!~',
  '!~': '!=',
  has: 'has_cs',
  contains: 'contains_cs',
  startswith: 'startswith_cs',
  endswith: 'endswith_cs',
  in: 'in~',
  'in~': 'in',
  '!in': '!in~',
  '!in~': '!in',
};

export const comparison: Mutation = (node, place) => {
  const others = TURNED[node.token('Operator') ?? ''] ?? [];
  // `has` looks for whole words: of '@' or '\\Temp\\', with signs at both ends, nobody would write it
  const right = node.optional('Right');
  const isSign =
    right?.kind === 'StringLiteralExpression' && /^@?["'][^\p{L}\p{N}](?:.*[^\p{L}\p{N}])?["']$/u.test(right.text);
  return swapped(node, place, isSign ? others.filter((other) => !/^!?has/.test(other)) : others);
};

/** Where what is compared with is known and has no letters, both handlings are the same: no fault to seed. */
export const letterCase: Mutation = (node, place) => {
  const other = CASE[node.token('Operator') ?? ''];
  const left = node.optional('Left');
  const right = node.optional('Right');
  if (other === undefined || left?.type !== 'string' || right === undefined) return [];
  return hasNoLetters(right, place) ? [] : swapped(node, place, [other]);
};

function swapped(node: Syntax, { above }: Place, operators: readonly string[]): readonly Change[] {
  const span = node.tokenSpan('Operator');
  if (span === undefined || above.some(({ kind }) => kind === 'JoinOnClause')) return [];
  return operators.map((text) => ({ span, text }));
}

const LITERAL = /@?(?:"[^"]*"|'[^']*')/g;

function hasNoLetters(node: Syntax, { query }: Place): boolean {
  const only = node.kind === 'ExpressionList' && node.children.length === 1 ? (node.children[0] ?? node) : node;
  const value = only.kind === 'NameReference' ? query.lets.get(only.text) : only;
  if (value === undefined) return false;
  const texts = value.text.match(LITERAL) ?? [];
  const rest = value.text.replace(LITERAL, '').replace(/^dynamic\b/, '');
  return texts.length > 0 && !/\p{L}/u.test(rest) && texts.every((text) => !/\p{L}/u.test(text));
}
