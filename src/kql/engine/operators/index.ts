import type { Tabular, TabularOf } from '../../plan/plan';
import type { Table } from '../../table/table';
import type { Operator, Run } from '../run';
import { byNames } from './by-names';
import { datatable } from './datatable';
import { distinct } from './distinct';
import { evaluate } from './evaluate';
import { find } from './find';
import { getSchema } from './getschema';
import { join } from './join';
import { makeSeries } from './make-series';
import { mvApply } from './mv-apply';
import { mvExpand } from './mv-expand';
import { parse } from './parse';
import { parseKv } from './parse-kv';
import { partition } from './partition';
import { external } from './external';
import { extend, print, project, rename, reorder, select, serialize } from './project';
import { range } from './range';
import { reduce } from './reduce';
import { scan } from './scan';
import { sort, top } from './sort';
import { source, watchlist } from './source';
import { summarize } from './summarize';
import { count, take } from './take';
import { topNested } from './top-nested';
import { union } from './union';
import { where } from './where';

/** Every tabular operator. One row each. */
const operators: { readonly [Op in Tabular['op']]: Operator<TabularOf<Op>> } = {
  source,
  watchlist,
  external,
  datatable,
  range,
  print,
  union,
  shared: ({ input }, run) => run.table(input),
  where,
  extend,
  project,
  select,
  rename,
  reorder,
  summarize,
  distinct,
  sort,
  top,
  take,
  count,
  join,
  'make-series': makeSeries,
  'mv-expand': mvExpand,
  parse,
  'parse-kv': parseKv,
  serialize,
  getschema: getSchema,
  evaluate,
  reduce,
  scan,
  'top-nested': topNested,
  'by-names': byNames,
  find,
  partition,
  'mv-apply': mvApply,
  context: ({ context }, run) => run.context(context),
};

export function runOperator(plan: Tabular, run: Run): Table {
  const operator = operators[plan.op] as Operator<Tabular>;
  return operator(plan, run);
}
