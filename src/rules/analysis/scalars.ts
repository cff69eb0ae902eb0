import type { Syntax } from '../../kql';
import type { Flow } from './flow';
import { impossibleIn } from './impossible';
import { isComparison, timeComparison } from './time-filter';
import type { Scope, Walk } from './walk';

/** Expressions that give rows where a value is expected: `toscalar`, the list of an `in`. */
const TABULAR: ReadonlySet<string> = new Set(['PipeExpression', 'DataTableExpression', 'ExternalDataExpression']);

/** Lists of a thousand texts are common, and say nothing. */
const SILENT = /Literal|^Dynamic|^Json/;

/** Walks a scalar expression: notes unresolved names, comparisons with times, conditions that cannot hold. */
export function walkScalar(walk: Walk, node: Syntax, scope: Scope): void {
  if (walk.budget.steps-- <= 0 || SILENT.test(node.kind)) return;
  if (walk.unresolved.has(node.start) && !walk.notes.rowsAt.has(node.start)) {
    walk.notes.rowsAt.set(node.start, scope.row);
  }
  if (TABULAR.has(node.kind)) {
    walk.tabular(node, { ...scope, row: undefined });
    return;
  }
  if (node.kind === 'NameReference') {
    if (node.symbol?.kind === 'table') walk.tabular(node, scope);
    return;
  }
  if (isComparison(node)) {
    const found = timeComparison(node, scope);
    if (found !== undefined) walk.notes.comparisons.push(found);
  }
  walk.notes.impossible.push(...impossibleIn(node, scope));
  const side = node.kind === 'PathExpression' ? sideOf(node, scope) : undefined;
  if (side !== undefined) {
    for (const child of node.children) walk.scalar(child, { ...scope, row: side });
    return;
  }
  for (const child of node.children) walk.scalar(child, scope);
}

/** The rows that `$left` or `$right` of a join means. */
function sideOf(node: Syntax, { sides }: Scope): Flow | undefined {
  const owner = node.optional('Expression')?.text;
  if (owner === '$left') return sides?.left;
  return owner === '$right' ? sides?.right : undefined;
}
