import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import { mapParts } from '../../plan/map-expression';
import type { Expression, StringTest, Tabular } from '../../plan/plan';
import type { Lowering } from '../lowering';
import { parametersOf, wordOf } from '../parameters';
import { legsOf, matching, pipedLeg } from './legs';

/**
 * `search "term"`: a filter of a union of tables, in which a text alone is looked for in every column
 * (source: Microsoft Learn, search-operator, read 2026-11-24).
 */
export function search(node: Syntax, input: Tabular | undefined, lowering: Lowering): Tabular {
  const { span } = node;
  const kind = wordOf(parametersOf(node, ['kind']), 'kind') ?? 'default';
  if (!['default', 'case_insensitive', 'case_sensitive'].includes(kind)) throw unsupported(`search kind=${kind}`, span);
  const named = node.optional('InClause');
  const legs =
    named !== undefined
      ? legsOf(named.list('Expressions'), 'strict', lowering)
      : input !== undefined
        ? [pipedLeg(input, lowering)]
        : matching(node, '*', lowering);
  if (legs.length === 0) throw unsupported('search in no tables', span);
  return {
    op: 'where',
    input: {
      op: 'union',
      kind: 'outer',
      withSource: '$table',
      legs: legs.map(({ table, name }, place) => ({ name: name(place), table })),
      span,
    },
    predicate: searchPredicate(node.child('Condition'), kind === 'case_sensitive', lowering),
    span,
  };
}

/** A predicate in which a text alone, and `column: "text"`, look for a term. */
export function searchPredicate(node: Syntax, caseSensitive: boolean, lowering: Lowering): Expression {
  const { span } = node;
  const inner = (part: Syntax): Expression => searchPredicate(part, caseSensitive, lowering);
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return inner(node.child('Expression'));
    case 'AndExpression':
    case 'OrExpression': {
      const operator = node.kind === 'AndExpression' ? 'and' : 'or';
      return {
        kind: 'logical',
        operator,
        left: inner(node.child('Left')),
        right: inner(node.child('Right')),
        type: 'bool',
        span,
      };
    }
    case 'StarExpression':
      node.whole();
      return { kind: 'literal', constant: { type: 'bool', value: true }, type: 'bool', span };
    case 'SearchExpression':
      return termTest(lowering.scalar(node.child('Left')), lowering.scalar(node.child('Right')), caseSensitive, node);
    default: {
      const lowered = lowering.scalar(node);
      if (lowered.kind === 'literal' && lowered.type !== 'bool') {
        return termTest({ kind: 'star', type: 'unknown', span }, lowered, caseSensitive, node);
      }
      if (caseSensitive) refuseFolding(lowered);
      return lowered;
    }
  }
}

/** `x` has the term, `x*` a term that begins so, `*x` one that ends so, `*x*` contains it. */
function termTest(left: Expression, text: Expression, caseSensitive: boolean, { span }: Syntax): Expression {
  const value = text.kind === 'literal' ? text.constant.value : undefined;
  const [, before, term, after] = /^(\*?)([^*]+)(\*?)$/.exec(typeof value === 'string' ? value : '') ?? [];
  if (term === undefined) throw unsupported('such a text to search for', span, 'use where … matches regex');
  const test: StringTest =
    before === '' ? (after === '' ? 'has' : 'hasprefix') : after === '' ? 'hassuffix' : 'contains';
  return {
    kind: 'binary',
    operator: { family: 'string', test, negated: false, caseSensitive },
    left,
    right: { kind: 'literal', constant: { type: 'string', value: term }, type: 'string', span },
    type: 'bool',
    span,
  };
}

/** `kind=case_sensitive` makes every string operator of the predicate sensitive: these would have to change. */
function refuseFolding(part: Expression): Expression {
  if (part.kind === 'binary' && part.operator.family === 'string' && !part.operator.caseSensitive) {
    throw unsupported('this operator in a search that is case-sensitive', part.span, 'use its _cs form');
  }
  if (part.kind === 'in' && !part.caseSensitive)
    throw unsupported('this operator in a search that is case-sensitive', part.span);
  return mapParts(part, refuseFolding);
}
