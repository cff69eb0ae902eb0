import { runtimeError, unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import type { Expression, LiteralExpression } from '../../plan/plan';
import { convert, toDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import { stringLiteralValue } from '../../values/string-literal';
import type { KqlType } from '../../values/type';
import type { Value } from '../../values/value';
import type { ExpressionLowering } from '../lowering';

export function literal(type: KqlType, value: Value, { span }: Syntax): LiteralExpression {
  return { kind: 'literal', constant: { type, value }, type, span };
}

const WRAPPED = /^[a-z]+\s*\(\s*([\s\S]*?)\s*\)$/i;
const NAMED_TYPES: Readonly<Record<string, KqlType>> = {
  BooleanLiteralExpression: 'bool',
  IntLiteralExpression: 'int',
  LongLiteralExpression: 'long',
  RealLiteralExpression: 'real',
  DecimalLiteralExpression: 'decimal',
  DateTimeLiteralExpression: 'datetime',
  TimespanLiteralExpression: 'timespan',
  GuidLiteralExpression: 'guid',
};

/** A literal of a type other than string: bare (`1h`) or wrapped (`datetime(2020-01-01)`, `long(null)`). */
const typed = (node: Syntax): Expression => {
  const type = NAMED_TYPES[node.kind];
  if (type === undefined) throw unsupported(`the literal ${node.text}`, node.span);
  const text = node.whole().text;
  const inner = WRAPPED.exec(text)?.[1] ?? text;
  if (inner.toLowerCase() === 'null') return literal(type, null, node);
  if (type === 'datetime' && (inner === '' || inner === 'now')) {
    return { kind: 'call', name: 'now', args: [], typeArgs: {}, type, span: node.span };
  }
  const value = convert(type === 'datetime' ? dateText(inner) : unquoted(inner), 'string', type);
  if (value === null) throw runtimeError(`'${inner}' is no ${type}`, node.span);
  return literal(type, value, node);
};

/** `datetime(2025, 6, 14)` and `datetime(2017 - 08 - 01)` are dates too. */
function dateText(text: string): string {
  const parts = /^(\d{4})\s*[,-]\s*(\d{1,2})\s*[,-]\s*(\d{1,2})$/.exec(text);
  return parts === null ? unquoted(text) : parts.slice(1).join('-');
}

function unquoted(text: string): string {
  return /^["'].*["']$/s.test(text) ? text.slice(1, -1) : text;
}

const text = (node: Syntax): Expression => literal('string', stringLiteralValue(node.whole().text), node);

const STRING_TOKEN =
  /[hH]?@?[hH]?(?:```[\s\S]*?```|~~~[\s\S]*?~~~)|[hH]?@[hH]?"(?:[^"]|"")*"|[hH]?@[hH]?'(?:[^']|'')*'|[hH]?"(?:[^"\\]|\\.)*"|[hH]?'(?:[^'\\]|\\.)*'/gs;

/** Adjacent string literals are one string, whatever space or comment is between them. */
const compound = (node: Syntax): Expression => {
  const source = node.whole().text.replace(STRING_TOKEN, (token) => `${token}\u0000`);
  const tokens = source.split('\u0000').map((part) => new RegExp(STRING_TOKEN.source, 's').exec(part)?.[0] ?? '');
  return literal(
    'string',
    tokens
      .filter((token) => token !== '')
      .map(stringLiteralValue)
      .join(''),
    node,
  );
};

const dynamicLiteral: ExpressionLowering = (node) => literal('dynamic', dynamicValue(node.child('Expression')), node);

function dynamicValue(node: Syntax): Dynamic {
  switch (node.kind) {
    case 'JsonArrayExpression':
      return node.list('Values').map(dynamicValue);
    case 'JsonObjectExpression': {
      const bag = new Map<string, Dynamic>();
      for (const pair of node.list('Pairs')) {
        bag.set(stringLiteralValue(pair.child('Name').whole().text), dynamicValue(pair.child('Value')));
      }
      return bag;
    }
    case 'NullLiteralExpression':
      node.whole();
      return null;
    case 'UnaryMinusExpression': {
      const { constant } = scalarLiteral(node.child('Expression'));
      if (typeof constant.value !== 'number') throw unsupported(`the literal ${node.text}`, node.span);
      return toDynamic(constant.type, -constant.value);
    }
    case 'DynamicExpression':
      return dynamicValue(node.child('Expression'));
    default: {
      const { constant } = scalarLiteral(node);
      // A timespan in a literal is its ticks, though one that is packed is a text (measured by duckdb-kql).
      const { type } = constant;
      return toDynamic(type === 'timespan' ? 'long' : type, constant.value);
    }
  }
}

function scalarLiteral(node: Syntax): LiteralExpression {
  const simple = SIMPLE[node.kind]?.(node);
  if (simple?.kind !== 'literal') throw unsupported(`${node.text} in a dynamic literal`, node.span);
  return simple;
}

const nullLiteral: ExpressionLowering = (node) => literal('dynamic', null, node.whole());

const SIMPLE: Readonly<Record<string, (node: Syntax) => Expression>> = {
  BooleanLiteralExpression: typed,
  IntLiteralExpression: typed,
  LongLiteralExpression: typed,
  RealLiteralExpression: typed,
  DecimalLiteralExpression: typed,
  DateTimeLiteralExpression: typed,
  TimespanLiteralExpression: typed,
  GuidLiteralExpression: typed,
  StringLiteralExpression: text,
  CompoundStringLiteralExpression: compound,
};

export const literals: Readonly<Record<string, ExpressionLowering>> = {
  ...SIMPLE,
  DynamicExpression: dynamicLiteral,
  NullLiteralExpression: nullLiteral,
};
