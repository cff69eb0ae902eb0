import type { Syntax } from '../../language';
import type { BinaryOperator, InExpression, StringTest } from '../../plan/plan';
import type { ExpressionLowering, Lowering } from '../lowering';

const ARITHMETIC = {
  AddExpression: '+',
  SubtractExpression: '-',
  MultiplyExpression: '*',
  DivideExpression: '/',
  ModuloExpression: '%',
} as const;

const COMPARISON = {
  EqualExpression: '==',
  NotEqualExpression: '!=',
  LessThanExpression: '<',
  LessThanOrEqualExpression: '<=',
  GreaterThanExpression: '>',
  GreaterThanOrEqualExpression: '>=',
} as const;

/** Official names: `NotContainsCsExpression` is `!contains_cs`. */
const STRING_TESTS: Readonly<Record<string, StringTest>> = {
  Contains: 'contains',
  StartsWith: 'startswith',
  EndsWith: 'endswith',
  Has: 'has',
  HasPrefix: 'hasprefix',
  HasSuffix: 'hassuffix',
};

function binary(operator: BinaryOperator): ExpressionLowering {
  return (node, lowering) => ({
    kind: 'binary',
    operator,
    left: lowering.scalar(node.child('Left')),
    right: lowering.scalar(node.child('Right')),
    type: node.type,
    span: node.span,
  });
}

function stringOperators(): Record<string, ExpressionLowering> {
  const table: Record<string, ExpressionLowering> = {};
  for (const [name, test] of Object.entries(STRING_TESTS)) {
    for (const negated of [false, true]) {
      for (const caseSensitive of [false, true]) {
        const kind = `${negated ? 'Not' : ''}${name}${caseSensitive ? 'Cs' : ''}Expression`;
        table[kind] = binary({ family: 'string', test, negated, caseSensitive });
      }
    }
  }
  table['EqualTildeExpression'] = binary({ family: 'string', test: 'equals', negated: false, caseSensitive: false });
  table['BangTildeExpression'] = binary({ family: 'string', test: 'equals', negated: true, caseSensitive: false });
  table['MatchesRegexExpression'] = binary({
    family: 'string',
    test: 'matches regex',
    negated: false,
    caseSensitive: true,
  });
  return table;
}

function logical(operator: 'and' | 'or'): ExpressionLowering {
  return (node, lowering) => ({
    kind: 'logical',
    operator,
    left: lowering.scalar(node.child('Left')),
    right: lowering.scalar(node.child('Right')),
    type: 'bool',
    span: node.span,
  });
}

function membership(test: InExpression['test'], negated: boolean, caseSensitive: boolean): ExpressionLowering {
  return (node, lowering) => ({
    kind: 'in',
    test,
    negated,
    caseSensitive,
    operand: lowering.scalar(node.child('Left')),
    list: listOf(node.child('Right'), lowering),
    type: 'bool',
    span: node.span,
  });
}

/** One tabular expression in the list is a table of values. */
function listOf(node: Syntax, lowering: Lowering): InExpression['list'] {
  const items = node.list('Expressions');
  const [only] = items;
  if (items.length === 1 && only?.table !== undefined) {
    return { op: 'shared', input: lowering.table(only), name: '', named: 'once', span: only.span };
  }
  return items.map((item) => lowering.scalar(item));
}

function between(negated: boolean): ExpressionLowering {
  return (node, lowering) => {
    const couple = node.child('Right');
    return {
      kind: 'between',
      negated,
      operand: lowering.scalar(node.child('Left')),
      low: lowering.scalar(couple.child('First')),
      high: lowering.scalar(couple.child('Second')),
      type: 'bool',
      span: node.span,
    };
  };
}

const negate: ExpressionLowering = (node, lowering) => {
  const operand = lowering.scalar(node.child('Expression'));
  return { kind: 'negate', operand, type: node.type, span: node.span };
};

export const operators: Readonly<Record<string, ExpressionLowering>> = {
  ...Object.fromEntries(
    Object.entries(ARITHMETIC).map(([kind, sign]) => [kind, binary({ family: 'arithmetic', sign })]),
  ),
  ...Object.fromEntries(
    Object.entries(COMPARISON).map(([kind, sign]) => [kind, binary({ family: 'comparison', sign })]),
  ),
  ...stringOperators(),
  AndExpression: logical('and'),
  OrExpression: logical('or'),
  InExpression: membership('in', false, true),
  NotInExpression: membership('in', true, true),
  InCsExpression: membership('in', false, false),
  NotInCsExpression: membership('in', true, false),
  HasAnyExpression: membership('has_any', false, false),
  HasAllExpression: membership('has_all', false, false),
  BetweenExpression: between(false),
  NotBetweenExpression: between(true),
  UnaryMinusExpression: negate,
  UnaryPlusExpression: (node, lowering) => lowering.scalar(node.child('Expression')),
  ParenthesizedExpression: (node, lowering) => lowering.scalar(node.child('Expression')),
};
