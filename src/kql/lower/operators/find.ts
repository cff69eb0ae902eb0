import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import { mapParts } from '../../plan/map-expression';
import type { Expression, FindPlan } from '../../plan/plan';
import type { Lowering } from '../lowering';
import { parametersOf } from '../parameters';
import { legsOf, matching } from './legs';
import { declaredType } from './parse';
import { searchPredicate } from './search';

/** `find in (A, B) where … project …`: the rows of several tables for which a predicate holds. */
export function find(node: Syntax, lowering: Lowering): FindPlan {
  const { span } = node;
  const parameters = parametersOf(node, ['withsource']);
  const named = node.optional('InClause');
  const legs =
    named === undefined ? matching(node, '*', lowering) : legsOf(named.list('Expressions'), 'strict', lowering);
  if (legs.length === 0) throw unsupported('find in no tables', span);
  const predicate = searchPredicate(node.child('Condition'), false, lowering);
  return {
    op: 'find',
    legs: legs.map(({ table, name }, place) => ({ name: name(place), table })),
    source: parameters.get('withsource')?.name ?? 'source_',
    predicate,
    asked: columnsAsked(predicate),
    ...projection(node, lowering),
    span,
  };
}

function projection(node: Syntax, lowering: Lowering): Pick<FindPlan, 'columns' | 'pack' | 'smart'> {
  const clause = node.optional('Project');
  if (clause === undefined || clause.token('ProjectKeyword') === 'project-smart') {
    clause?.whole();
    const bound = node.table;
    if (bound === undefined || bound.open)
      throw unsupported('find without project in tables of open columns', node.span);
    const packed = bound.columns.at(-1)?.name === 'pack_';
    const columns = bound.columns.slice(1, packed ? -1 : undefined).map(({ name }) => ({ name, to: undefined }));
    return { columns, pack: packed ? 'rest' : 'none', smart: true };
  }
  const entries = clause.list('Columns');
  // The documentation packs the other columns in its example and all of them in its text.
  const pack = entries.find(({ kind }) => kind === 'PackExpression');
  if (pack !== undefined && entries.length > 1) throw unsupported('pack(*) beside columns of find', pack.span);
  pack?.whole();
  const columns = entries.filter(({ kind }) => kind !== 'PackExpression').map((entry) => columnOf(entry, lowering));
  return { columns, pack: pack === undefined ? 'none' : 'rest', smart: false };
}

function columnOf(entry: Syntax, lowering: Lowering): FindPlan['columns'][number] {
  const typed = entry.kind === 'TypedColumnReference';
  const column = lowering.scalar(typed ? entry.child('Column') : entry);
  if (column.kind !== 'column') throw unsupported(`'${entry.text}' in the columns of find`, entry.span);
  return { name: column.name, to: typed ? declaredType(entry.child('Type')) : undefined };
}

function columnsAsked(predicate: Expression): FindPlan['asked'] {
  const names = new Set<string>();
  let any = false;
  const visit = (part: Expression): Expression => {
    if (part.kind === 'column') names.add(part.name);
    if (part.kind === 'star') any = true;
    return mapParts(part, visit);
  };
  visit(predicate);
  return any || names.size === 0 ? 'any' : [...names];
}
