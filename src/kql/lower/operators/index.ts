import type { OperatorLowering } from '../lowering';
import { projectByNames } from './by-names';
import { extend, project, projectAway, projectKeep, projectRename, projectReorder, serialize } from './columns';
import { join, lookup } from './join';
import { evaluate } from './evaluate';
import { makeSeries } from './make-series';
import { mvApply } from './mv-apply';
import { mvExpand } from './mv-expand';
import { parse } from './parse';
import { parseKv } from './parse-kv';
import { sampleDistinct, topHitters } from './hitters';
import { partition } from './partition';
import { reduce } from './reduce';
import { count, distinct, sort, take, top, where } from './rows';
import { scan } from './scan';
import { search } from './search';
import { summarize } from './summarize';
import { topNested } from './top-nested';
import { union } from './union';
import { parametersOf } from '../parameters';

/** Every operator that follows a pipe, by the official name of its syntax. One row each. */
export const operatorLowerings: Readonly<Record<string, OperatorLowering>> = {
  FilterOperator: where,
  ExtendOperator: extend,
  ProjectOperator: project,
  ProjectAwayOperator: projectAway,
  ProjectKeepOperator: projectKeep,
  ProjectRenameOperator: projectRename,
  ProjectReorderOperator: projectReorder,
  SummarizeOperator: summarize,
  DistinctOperator: distinct,
  SortOperator: sort,
  TopOperator: top,
  TakeOperator: take,
  SampleOperator: take,
  SampleDistinctOperator: sampleDistinct,
  TopHittersOperator: topHitters,
  CountOperator: count,
  JoinOperator: join,
  LookupOperator: lookup,
  UnionOperator: union,
  SearchOperator: search,
  MakeSeriesOperator: makeSeries,
  MvExpandOperator: mvExpand,
  MvApplyOperator: mvApply,
  PartitionOperator: partition,
  EvaluateOperator: evaluate,
  ReduceByOperator: reduce,
  ScanOperator: scan,
  TopNestedOperator: topNested,
  ProjectByNamesOperator: projectByNames,
  ParseOperator: parse,
  ParseWhereOperator: parse,
  ParseKvOperator: parseKv,
  SerializeOperator: serialize,
  GetSchemaOperator: (node, input) => ({ op: 'getschema', input, span: node.span }),
  // How a client draws the rows changes none of them.
  RenderOperator: (node, input) => (node.whole(), input),
  // The name can be referred to from inside unions and joins further right only.
  AsOperator: (node, input) => {
    parametersOf(node, []);
    return { op: 'shared', input, name: node.child('Name').name, named: 'as', span: node.span };
  },
};
