import type { StaticColumn, Syntax } from '../../kql';
import type { QueryAnalysis } from './analyse-query';
import { columnsOf, isCertain, loserOf } from './flow';
import type { Flow } from './flow';

/** Whether a query's result has a column. */
export type ColumnAnswer =
  | { readonly kind: 'there'; readonly column: StaticColumn }
  /** Not among the columns that are known. `certain`: those are all. */
  | {
      readonly kind: 'missing';
      readonly certain: boolean;
      /** The same name in another letter case. */
      readonly inOtherCase: string | undefined;
      /** Operator that left it out, if it was there before. */
      readonly leftOutBy: Syntax | undefined;
      readonly known: readonly string[];
      /** Tables and functions whose columns are not all known. */
      readonly incomplete: readonly string[];
    }
  /** The data decides. */
  | { readonly kind: 'open'; readonly why: readonly string[] };

/** Looks a column up in the result of a query; undefined where the query is broken or returns no table. */
export function resultColumn({ columns, walk }: QueryAnalysis, name: string): ColumnAnswer | undefined {
  if (columns === undefined || walk === undefined) return undefined;
  const column = columns.find((each) => each.name === name);
  if (column !== undefined) return { kind: 'there', column };
  const inOtherCase = columns.find((each) => each.name.toLowerCase() === name.toLowerCase())?.name;
  const { result } = walk;
  if (result.unbounded.size > 0 && inOtherCase === undefined) return { kind: 'open', why: [...result.unbounded] };
  return {
    kind: 'missing',
    certain: isCertain(result),
    inOtherCase,
    leftOutBy: loserOf(name, result),
    known: columns.map((each) => each.name),
    incomplete: [...result.incomplete],
  };
}

/** Functions that give a list or a bag, whatever their arguments. */
const COLLECTIONS =
  /^(make_?(set|list|bag)(_if|_with_nulls)?|(bag_)?pack(_all|_array|_dictionary)?|bag_|set_(union|intersect|difference)|array_|split$|extract_all$|todynamic$|parse_json$)/i;

/** Whether a dynamic column of the result is surely a list or a bag, rather than a value taken out of one. */
export function isCollection(name: string, { walk }: QueryAnalysis): boolean {
  if (walk === undefined) return false;
  let made: Syntax | undefined;
  let flow: Flow | undefined = walk.result;
  while (flow?.before !== undefined) {
    made = definitionOf(name, flow.before.operator);
    if (made !== undefined || !columnsOf(flow.before.flow).some((column) => column.name === name)) break;
    flow = flow.before.flow;
  }
  if (made === undefined) return flow?.before === undefined;
  return made.kind === 'FunctionCallExpression' && COLLECTIONS.test(made.optional('Name')?.name ?? '');
}

/** The expression that an operator makes a column of that name from. */
function definitionOf(name: string, operator: Syntax): Syntax | undefined {
  for (const expression of [...operator.list('Expressions'), ...operator.list('Aggregates')]) {
    if (expression.kind === 'SimpleNamedExpression') {
      if (expression.optional('Name')?.name === name) return expression.optional('Expression');
    } else if (expression.kind === 'FunctionCallExpression' && expression.resultName === name) return expression;
  }
  return undefined;
}
