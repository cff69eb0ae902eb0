import type { NamedExpression } from '../../plan/plan';
import type { OperatorLowering } from '../lowering';

/** The name or wildcard pattern of a column in a list of names. */
function patternsOf(node: Parameters<OperatorLowering>[0]): readonly string[] {
  return node.list('Expressions').map((entry) => (entry.kind === 'StarExpression' ? entry.whole().text : entry.name));
}

/**
 * Of a call of several columns that gives names, `extend` keeps the named ones; `project` keeps the others too, and so
 * does the binder in both (facts: Microsoft Learn, series-fit-2lines-function, read 2026-11-24; emulator).
 */
function namedOf(columns: readonly NamedExpression[]): readonly NamedExpression[] {
  return columns.some(({ explicit }) => explicit) ? columns.filter(({ explicit }) => explicit) : columns;
}

export const extend: OperatorLowering = (node, input, lowering) => ({
  op: 'extend',
  input,
  columns: node.list('Expressions').flatMap((entry) => namedOf(lowering.columns(entry))),
  span: node.span,
});

export const project: OperatorLowering = (node, input, lowering) => ({
  op: 'project',
  input,
  columns: node.list('Expressions').flatMap((entry) => lowering.columns(entry)),
  span: node.span,
});

export const serialize: OperatorLowering = (node, input, lowering) => ({
  op: 'serialize',
  input,
  columns: node.list('Expressions').flatMap((entry) => lowering.columns(entry)),
  span: node.span,
});

export const projectAway: OperatorLowering = (node, input) => ({
  op: 'select',
  input,
  mode: 'away',
  patterns: patternsOf(node),
  span: node.span,
});

export const projectKeep: OperatorLowering = (node, input) => ({
  op: 'select',
  input,
  mode: 'keep',
  patterns: patternsOf(node),
  span: node.span,
});

export const projectRename: OperatorLowering = (node, input) => ({
  op: 'rename',
  input,
  renames: node.list('Expressions').map((entry) => ({
    to: entry.child('Name').name,
    from: entry.child('Expression').name,
  })),
  span: node.span,
});

export const projectReorder: OperatorLowering = (node, input) => ({
  op: 'reorder',
  input,
  entries: node.list('Expressions').map((entry) => {
    if (entry.kind !== 'OrderedExpression') {
      return { pattern: entry.kind === 'StarExpression' ? entry.whole().text : entry.name, order: 'given' as const };
    }
    const direction = entry.optional('Ordering')?.whole().token('AscOrDescKeyword');
    return {
      pattern: entry.child('Expression').name,
      order: direction === undefined ? ('given' as const) : direction === 'desc' ? ('desc' as const) : ('asc' as const),
    };
  }),
  span: node.span,
});
