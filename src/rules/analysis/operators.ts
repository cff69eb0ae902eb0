import type { Syntax } from '../../kql';
import { columnsOf, either, freshest, narrowed, openness, passed } from './flow';
import type { Flow, TimeColumn } from './flow';
import { nodesIn } from './nodes';
import { bounded, lowerBound, timeComparison } from './time-filter';
import type { Scope, Walk } from './walk';

interface Application {
  readonly operator: Syntax;
  /** The expression that gives the rows after the operator. */
  readonly node: Syntax;
  readonly input: Flow;
  readonly scope: Scope;
}

type Apply = (walk: Walk, application: Application) => Flow;

/** The rows after an operator. An operator that is not named here keeps all columns, which is the cautious answer. */
export function applyOperator(walk: Walk, application: Application): Flow {
  const apply = OPERATORS[application.operator.kind];
  if (apply !== undefined) return apply(walk, application);
  walkParts(walk, application);
  return passed(application.input, application.node, application.operator);
}

function walkParts(walk: Walk, { operator, input, scope }: Application): void {
  for (const child of operator.children) walk.scalar(child, { ...scope, row: input });
}

const filter: Apply = (walk, { operator, node, input, scope }) => {
  const row = { ...scope, row: input };
  const condition = operator.optional('Condition');
  if (condition === undefined) return passed(input, node, operator);
  walk.scalar(condition, row);
  let flow = input;
  for (const part of conjuncts(condition)) {
    const comparison = timeComparison(part, row);
    if (comparison !== undefined) flow = bounded(flow, comparison);
  }
  return passed(flow, node, operator);
};

function conjuncts(node: Syntax): readonly Syntax[] {
  if (node.kind === 'ParenthesizedExpression') {
    const part = node.optional('Expression');
    return part === undefined ? [] : conjuncts(part);
  }
  if (node.kind !== 'AndExpression') return [node];
  return ['Left', 'Right'].flatMap((slot) => {
    const part = node.optional(slot);
    return part === undefined ? [] : conjuncts(part);
  });
}

/** `extend`: new columns may take the place of time columns, or repeat them. */
const extend: Apply = (walk, application) => {
  walkParts(walk, application);
  const { operator, node, input } = application;
  const times = new Map(input.times);
  for (const expression of operator.list('Expressions')) {
    const name = expression.kind === 'SimpleNamedExpression' ? expression.optional('Name')?.name : undefined;
    if (name === undefined) continue;
    const time = timeOf(expression.optional('Expression'), input);
    if (time === undefined) times.delete(name);
    else times.set(name, time);
  }
  return { ...passed(input, node, operator), times };
};

const project: Apply = (walk, application) => {
  walkParts(walk, application);
  const { operator, node, input } = application;
  return { ...narrowed(input, node, operator), times: keptTimes(operator.list('Expressions'), input) };
};

const distinct: Apply = (walk, application) => {
  const { operator, input, node } = application;
  const all = operator.list('Expressions').some(({ kind }) => kind === 'StarExpression');
  return all ? passed(input, node, operator) : { ...project(walk, application), aggregated: true };
};

function keptTimes(expressions: readonly Syntax[], input: Flow): ReadonlyMap<string, TimeColumn> {
  return new Map(
    expressions.flatMap((expression) => {
      const named = expression.kind === 'SimpleNamedExpression';
      const value = named ? expression.optional('Expression') : expression;
      const name = named ? expression.optional('Name')?.name : value?.name;
      const time = timeOf(value, input);
      return time === undefined || name === undefined ? [] : [[name, time] as const];
    }),
  );
}

function timeOf(node: Syntax | undefined, input: Flow): TimeColumn | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'NameReference') return input.times.get(node.name);
  if (node.kind === 'FunctionCallExpression' && node.optional('Name')?.name === 'bin') {
    const [first] = node.optional('ArgumentList')?.list('Expressions') ?? [];
    return first?.kind === 'NameReference' ? input.times.get(first.name) : undefined;
  }
  return node.type === 'datetime' ? derivedTime(node, input) : undefined;
}

/** A moment that is computed from times of events: `max_of(ingestion_time(), TimeGenerated + 5m)`. */
function derivedTime(node: Syntax, input: Flow): TimeColumn | undefined {
  for (const part of nodesIn(node)) {
    if (part.kind !== 'NameReference') continue;
    if (part.name === 'ingestion_time') return { role: 'newest', legs: [...input.legs.keys()] };
    const time = input.times.get(part.name);
    if (time !== undefined) return { ...time, role: 'newest' };
  }
  return undefined;
}

/** Aggregates that return whole rows: `arg_max(TimeGenerated, *)`. */
const WHOLE_ROWS: ReadonlySet<string> = new Set(['arg_max', 'arg_min', 'any', 'take_any', 'argmax', 'argmin']);

const summarize: Apply = (walk, application) => {
  walkParts(walk, application);
  const { operator, node, input } = application;
  const aggregates = operator.list('Aggregates');
  const keys = operator.optional('ByClause')?.list('Expressions') ?? [];
  const keepsAll = aggregates.some((aggregate) => {
    const call = aggregate.kind === 'SimpleNamedExpression' ? aggregate.optional('Expression') : aggregate;
    const args = call?.optional('ArgumentList')?.list('Expressions') ?? [];
    return WHOLE_ROWS.has(call?.optional('Name')?.name ?? '') && args.some(({ kind }) => kind === 'StarExpression');
  });
  const after = keepsAll ? passed(input, node, operator) : narrowed(input, node, operator);
  const newest = aggregates.flatMap((aggregate) => newestOf(aggregate, input));
  return { ...after, times: new Map([...keptTimes(keys, input), ...newest]), aggregated: true };
};

const TIME_AGGREGATES = /^(?:max|min|arg_max|arg_min|maxif|minif|take_any|any)$/;

/** `LastSeen = max(TimeGenerated)`, `arg_max(TimeGenerated, *)`: the time of one event of the group. */
function newestOf(aggregate: Syntax, { times }: Flow): readonly (readonly [string, TimeColumn])[] {
  const named = aggregate.kind === 'SimpleNamedExpression';
  const call = named ? aggregate.optional('Expression') : aggregate;
  const callee = (call?.kind === 'FunctionCallExpression' ? call.optional('Name')?.name : undefined) ?? '';
  const [first] = call?.optional('ArgumentList')?.list('Expressions') ?? [];
  if (!TIME_AGGREGATES.test(callee) || first?.kind !== 'NameReference') return [];
  const time = times.get(first.name);
  const own = callee.startsWith('arg_') ? first.name : `${callee}_${first.name}`;
  const name = named ? aggregate.optional('Name')?.name : own;
  return time === undefined || name === undefined ? [] : [[name, { ...time, role: 'newest' }]];
}

const rename: Apply = (walk, application) => {
  walkParts(walk, application);
  const { operator, node, input } = application;
  const times = new Map(input.times);
  for (const expression of operator.list('Expressions')) {
    const name = expression.optional('Name')?.name;
    const old = expression.optional('Expression');
    const time = timeOf(old, input);
    if (name === undefined || old === undefined || time === undefined) continue;
    times.delete(old.name);
    times.set(name, time);
  }
  return { ...passed(input, node, operator), times };
};

/** Kinds of join that return the columns of one side alone. */
const ONE_SIDE: Readonly<Record<string, 'left' | 'right'>> = {
  leftsemi: 'left',
  leftanti: 'left',
  anti: 'left',
  leftantisemi: 'left',
  rightsemi: 'right',
  rightanti: 'right',
  rightantisemi: 'right',
};

/** Kinds in which a row of one side alone makes a result. */
const DRIVEN: Readonly<Record<string, 'left' | 'right' | 'either'>> = {
  ...ONE_SIDE,
  leftouter: 'left',
  rightouter: 'right',
  fullouter: 'either',
};

const join: Apply = (walk, { operator, node, input, scope }) => {
  const expression = operator.optional('Expression');
  const kind = parameterOf(operator, 'kind') ?? (operator.kind === 'LookupOperator' ? 'leftouter' : 'innerunique');
  if (expression === undefined) return passed(input, node, operator);
  const right = walk.tabular(expression, { ...scope, row: undefined });
  const both = { ...input, ...openness([input, right]), node };
  for (const slot of ['ConditionClause', 'LookupClause']) {
    const clause = operator.optional(slot);
    if (clause !== undefined) walk.scalar(clause, { ...scope, row: both, sides: { left: input, right } });
  }
  const one = ONE_SIDE[kind];
  if (one !== undefined) return passed(one === 'left' ? input : right, node, operator);
  const driven = DRIVEN[kind];
  const freshness =
    driven === undefined
      ? freshest(input.freshness, right.freshness)
      : driven === 'either'
        ? either(node, [input, right]).freshness
        : (driven === 'left' ? input : right).freshness;
  const { freshness: _, ...flow } = passed(both, node, operator);
  return {
    ...flow,
    legs: new Map([...input.legs, ...right.legs]),
    times: new Map([...rightTimes(input, right), ...input.times]),
    ...(freshness === undefined ? {} : { freshness }),
    aggregated: input.aggregated || right.aggregated,
  };
};

/** A column of the right side whose name the left side has too gets a number. */
function rightTimes(left: Flow, right: Flow): readonly (readonly [string, TimeColumn])[] {
  const taken = new Set(columnsOf(left).map(({ name }) => name));
  return [...right.times].map(([name, time]) => [taken.has(name) ? `${name}1` : name, time]);
}

function parameterOf(operator: Syntax, name: string): string | undefined {
  const parameter = operator.list('Parameters').find((each) => each.optional('Name')?.text === name);
  return parameter?.optional('Expression')?.text;
}

const union: Apply = (walk, { operator, node, input, scope }) => {
  const others = operator.list('Expressions').map((each) => walk.tabular(each, { ...scope, row: undefined }));
  const leading = node === operator;
  return { ...either(node, leading ? others : [input, ...others]), before: { flow: input, operator } };
};

const evaluate: Apply = (walk, application) => {
  const { operator, node, input, scope } = application;
  const call = operator.optional('FunctionCall');
  const name = call?.optional('Name')?.name ?? '';
  const args = call?.optional('ArgumentList')?.list('Expressions') ?? [];
  const tables = args.flatMap((arg) => {
    if (arg.table !== undefined) return [walk.tabular(arg, { ...scope, row: undefined })];
    walk.scalar(arg, { ...scope, row: input });
    return [];
  });
  const open = operator.table?.open === true && operator.optional('Schema') === undefined;
  const sides = openness([input, ...tables]);
  return {
    ...passed(input, node, operator),
    ...sides,
    unbounded: new Set([...sides.unbounded, ...(open ? [`\`evaluate ${name}\``] : [])]),
  };
};

const mvApply: Apply = (walk, { operator, node, input, scope }) => {
  for (const child of operator.children) {
    if (child.kind === 'MvApplySubqueryExpression')
      walk.tabular(child, { ...scope, row: { ...input, node: operator } });
    else walk.scalar(child, { ...scope, row: input });
  }
  return passed(input, node, operator);
};

const partition: Apply = (walk, { operator, node, input, scope }) => {
  const by = operator.optional('ByExpression');
  if (by !== undefined) walk.scalar(by, { ...scope, row: input });
  const operand = operator.optional('Operand');
  if (operand === undefined) return passed(input, node, operator);
  return { ...walk.tabular(operand, { ...scope, row: input }), node };
};

const invoke: Apply = (walk, { operator, node, input, scope }) => {
  const call = operator.optional('Function');
  if (call === undefined) return passed(input, node, operator);
  const result = walk.tabular(call, scope);
  return { ...passed(input, node, operator), ...openness([input, result]) };
};

const makeSeries: Apply = (walk, application) => {
  const { operator, node, input, scope } = application;
  walkParts(walk, application);
  const on = operator.optional('OnClause')?.optional('Expression');
  const from = operator.optional('RangeClause')?.optional('MakeSeriesFromClause')?.optional('Expression');
  const found = on === undefined ? undefined : lowerBound(on, from, { ...scope, row: input });
  if (found !== undefined) walk.notes.comparisons.push(found);
  return { ...narrowed(input, node, operator), times: new Map(), aggregated: true };
};

/** An operator whose result has the columns that it makes, and no other. */
const group: Apply = (walk, application) => {
  walkParts(walk, application);
  const { operator, node, input } = application;
  return { ...narrowed(input, node, operator), times: new Map(), aggregated: true };
};

const away: Apply = (walk, application) => {
  walkParts(walk, application);
  const { operator, node, input } = application;
  const kept = new Set((node.table?.columns ?? []).map(({ name }) => name));
  return { ...passed(input, node, operator), times: new Map([...input.times].filter(([name]) => kept.has(name))) };
};

const keep: Apply = (walk, application) => {
  const { operator, node, input } = application;
  const wild = operator.list('Expressions').some(({ text }) => text.includes('*'));
  const flow = away(walk, application);
  return wild ? flow : { ...narrowed(input, node, operator), times: flow.times };
};

const alias: Apply = (walk, { operator, node, input }) => {
  const name = operator.optional('Name')?.name;
  const flow = passed(input, node, operator);
  if (name !== undefined) walk.aliases.set(name, flow);
  return flow;
};

const everywhere: Apply = (walk, application) => {
  walkParts(walk, application);
  const { operator, node, input } = application;
  return { ...passed(input, node, operator), unbounded: new Set(['a search over several tables']) };
};

const OPERATORS: Readonly<Record<string, Apply>> = {
  FilterOperator: filter,
  ExtendOperator: extend,
  SerializeOperator: extend,
  ProjectOperator: project,
  ProjectAwayOperator: away,
  ProjectKeepOperator: keep,
  ProjectRenameOperator: rename,
  DistinctOperator: distinct,
  SummarizeOperator: summarize,
  CountOperator: group,
  GetSchemaOperator: group,
  ReduceByOperator: group,
  SampleDistinctOperator: group,
  TopNestedOperator: group,
  MakeSeriesOperator: makeSeries,
  JoinOperator: join,
  LookupOperator: join,
  UnionOperator: union,
  EvaluateOperator: evaluate,
  MvApplyOperator: mvApply,
  PartitionOperator: partition,
  InvokeOperator: invoke,
  AsOperator: alias,
  FindOperator: everywhere,
  SearchOperator: everywhere,
};
