import type { Span } from '../../diagnostics';
import { parseQuery } from '../../kql';
import { inWords } from './kql-words';

export interface PredicateProblem {
  readonly message: string;
  readonly help: string;
  readonly span: Span;
}

const BEFORE = 'print (';

/**
 * Why a text cannot stand as the predicate of an exclusion; undefined where it is one complete scalar expression by the
 * official parser, so that nothing of it can reach beyond its parentheses (`a) or (b`, `a); T | where (b`).
 */
export function predicateProblem(where: string): PredicateProblem | undefined {
  const { root, diagnostics } = parseQuery(`${BEFORE}${where}\n)`);
  const whole = { start: 0, end: where.trimEnd().length };
  const [syntax] = diagnostics;
  if (syntax !== undefined) {
    const length = where.trimEnd().length;
    const start = Math.max(0, Math.min(syntax.span.start - BEFORE.length, length - 1));
    const end = Math.max(start + 1, Math.min(syntax.span.end - BEFORE.length, length));
    const { message, help } = inWords(syntax, where.slice(start, end));
    return {
      message: `the predicate is no KQL: ${message}`,
      help: help ?? 'Write one expression.',
      span: { start, end },
    };
  }
  const [statement, ...others] = root.list('Statements');
  const [expression, ...more] = statement?.optional('Expression')?.list('Expressions') ?? [];
  const complete =
    others.length === 0 &&
    more.length === 0 &&
    expression?.kind === 'ParenthesizedExpression' &&
    expression.end >= BEFORE.length + where.trimEnd().length;
  if (!complete) {
    return {
      message: 'the predicate is more than one expression',
      help: 'Write one condition; join several with `and` or `or`.',
      span: whole,
    };
  }
  if (expression.optional('Expression')?.kind !== 'PipeExpression') return undefined;
  return {
    message: 'the predicate is a query, not a condition',
    help: 'Write a condition on the columns at its marker; a look-up goes into `X in (...)`.',
    span: whole,
  };
}
