import type { ColumnSchema, KqlType } from '../../src/kql';
import aggregates from './aggregates.json';
import type { Scope } from './scope';
import { expression, filled, named, TYPES } from './scope';

/** An operator after a pipe, and the columns that it leaves; undefined where the rows give it nothing to do. */
export type OperatorMaker = (scope: Scope, pipe: (depth: number) => MadePipe) => MadeOperator | undefined;

export interface MadeOperator {
  readonly text: string;
  readonly columns: readonly ColumnSchema[];
  /** Whether the columns are known no more: nothing may follow. */
  readonly last?: true;
}

export interface MadePipe {
  readonly text: string;
  readonly columns: readonly ColumnSchema[];
}

const AGGREGATES: Readonly<Record<KqlType, readonly string[]>> = aggregates;
const ORDERED: readonly KqlType[] = [
  'bool',
  'int',
  'long',
  'real',
  'decimal',
  'string',
  'datetime',
  'timespan',
  'guid',
];
const KINDS = [
  'inner',
  'innerunique',
  'leftouter',
  'rightouter',
  'fullouter',
  'leftsemi',
  'leftanti',
  'rightsemi',
  'rightanti',
];

const same = (text: string, { columns }: Scope): MadeOperator => ({ text, columns });
const ofTypes = ({ columns }: Scope, types: readonly KqlType[]): readonly ColumnSchema[] =>
  columns.filter(({ type }) => types.includes(type));
const list = (columns: readonly ColumnSchema[]): string => columns.map(({ name }) => named(name)).join(', ');

function made(scope: Scope, count: number): readonly (ColumnSchema & { readonly text: string })[] {
  return Array.from({ length: count }, () => {
    const type = scope.dice.one(TYPES);
    return { name: scope.freshName(), type, text: expression(type, scope) };
  });
}

const assigned = (columns: readonly { readonly name: string; readonly text: string }[]): string =>
  columns.map(({ name, text }) => `${named(name)} = ${text}`).join(', ');

const bare = (columns: readonly ColumnSchema[]): readonly ColumnSchema[] =>
  columns.map(({ name, type }) => ({ name, type }));

const summarize: OperatorMaker = (scope) => {
  const { dice } = scope;
  const keys = dice.some(ofTypes(scope, ORDERED), 0, 2);
  const results = Array.from({ length: 1 + dice.below(3) }, () => {
    const type = dice.one(TYPES);
    return { name: scope.freshName(), type, text: filled(dice.one(AGGREGATES[type]), scope, 1) };
  });
  const binned = dice.happens(0.3) ? ofTypes(scope, ['datetime'])[0] : undefined;
  const by = [list(keys), ...(binned === undefined || keys.includes(binned) ? [] : [`bin(${named(binned.name)}, 1h)`])];
  const text = `summarize ${assigned(results)}${by.join('') === '' ? '' : ` by ${by.filter((key) => key !== '').join(', ')}`}`;
  const more = binned === undefined || keys.includes(binned) ? [] : [binned];
  return { text, columns: bare([...keys, ...more, ...results]) };
};

const argMax: OperatorMaker = (scope) => {
  const [by, key] = scope.dice.some(ofTypes(scope, ['long', 'datetime', 'string', 'real']), 2, 2);
  if (by === undefined || key === undefined) return undefined;
  const which = scope.dice.one(['arg_max', 'arg_min']);
  const others = scope.columns.filter((column) => column !== by && column !== key);
  return { text: `summarize ${which}(${named(by.name)}, *) by ${named(key.name)}`, columns: [key, by, ...others] };
};

const join: OperatorMaker = (scope, pipe) => {
  const right = pipe(1);
  const shared = ofTypes(scope, ORDERED).filter(({ name, type }) =>
    right.columns.some((column) => column.name === name && column.type === type),
  );
  if (shared.length === 0) return undefined;
  const keys = scope.dice.some(shared, 1, 2);
  const kind = scope.dice.one(KINDS);
  const text = `join kind=${kind} (${right.text}) on ${list(keys)}`;
  if (/^left(?:semi|anti)/.test(kind)) return same(text, scope);
  if (/^right(?:semi|anti)/.test(kind)) return { text, columns: right.columns };
  const names = new Set(scope.columns.map(({ name }) => name));
  const added = right.columns.filter(({ name }) => !names.has(name) && !names.has(`${name}1`));
  return { text, columns: [...scope.columns, ...added] };
};

const lookup: OperatorMaker = (scope, pipe) => {
  const right = pipe(0);
  const key = scope.columns.find(
    ({ name, type }) =>
      ORDERED.includes(type) && right.columns.some((column) => column.name === name && column.type === type),
  );
  if (key === undefined) return undefined;
  const names = new Set(scope.columns.map(({ name }) => name));
  const added = right.columns.filter(({ name }) => !names.has(name));
  return {
    text: `lookup kind=${scope.dice.one(['inner', 'leftouter'])} (${right.text}) on ${named(key.name)}`,
    columns: [...scope.columns, ...added],
  };
};

const union: OperatorMaker = (scope, pipe) => {
  const other = pipe(1);
  // columns of one name and two types split into two
  const kept = scope.columns.filter(
    ({ name, type }) => !other.columns.some((each) => each.name === name && each.type !== type),
  );
  const added = other.columns.filter(({ name }) => !scope.columns.some((each) => each.name === name));
  return { text: `union ${scope.dice.one(['', 'isfuzzy=true '])}(${other.text})`, columns: [...kept, ...added] };
};

const mvExpand: OperatorMaker = (scope) => {
  const [column] = scope.dice.some(ofTypes(scope, ['dynamic']), 1, 1);
  if (column === undefined) return undefined;
  const type = scope.dice.one<KqlType>(['dynamic', 'long', 'string', 'datetime', 'real']);
  const to = type === 'dynamic' ? '' : ` to typeof(${type})`;
  return {
    text: `mv-expand ${named(column.name)}${to}${scope.dice.happens(0.2) ? ' limit 5' : ''}`,
    columns: scope.columns.map((each) => (each === column ? { ...each, type } : each)),
  };
};

const mvApply: OperatorMaker = (scope) => {
  const [column] = scope.dice.some(ofTypes(scope, ['dynamic']), 1, 1);
  if (column === undefined) return undefined;
  const [element, result] = [scope.freshName(), scope.freshName()];
  const body = scope.dice.one([
    `summarize ${result} = count()`,
    `summarize ${result} = make_set(${element})`,
    `where ${element} == "a" | project ${result} = tostring(${element})`,
  ]);
  const type: KqlType = body.includes('count') ? 'long' : body.includes('make_set') ? 'dynamic' : 'string';
  return {
    text: `mv-apply ${element} = ${named(column.name)} on (${body})`,
    columns: [...scope.columns, { name: result, type }],
  };
};

const parse: OperatorMaker = (scope) => {
  const [column] = scope.dice.some(ofTypes(scope, ['string']), 1, 1);
  if (column === undefined) return undefined;
  const [first, second] = [scope.freshName(), scope.freshName()];
  const text = scope.dice.one([
    `parse ${named(column.name)} with ${first} "a" ${second}: long *`,
    `parse-where ${named(column.name)} with * "-" ${first} "." ${second}: long`,
    `parse kind=relaxed ${named(column.name)} with ${first} "," ${second}: long`,
  ]);
  return { text, columns: [...scope.columns, { name: first, type: 'string' }, { name: second, type: 'long' }] };
};

const extend: OperatorMaker = (scope) => {
  const columns = made(scope, 1 + scope.dice.below(3));
  return { text: `extend ${assigned(columns)}`, columns: [...scope.columns, ...bare(columns)] };
};

const project: OperatorMaker = (scope) => {
  const kept = scope.dice.some(scope.columns, 1, 5);
  const columns = made(scope, scope.dice.below(3));
  const texts = [list(kept), ...(columns.length === 0 ? [] : [assigned(columns)])];
  return { text: `project ${texts.join(', ')}`, columns: bare([...kept, ...columns]) };
};

const serialized: OperatorMaker = (scope) => {
  const [column] = scope.dice.some(scope.columns, 1, 1);
  const number = scope.columns.find(({ type }) => type === 'long');
  if (column === undefined) return undefined;
  const [first, second] = [scope.freshName(), scope.freshName()];
  const way = scope.dice.one(['prev', 'next']);
  const window =
    number === undefined ? 'row_number()' : scope.dice.one(['row_number(2)', `row_cumsum(${named(number.name)})`]);
  return {
    text: `serialize ${first} = ${way}(${named(column.name)}), ${second} = ${window}`,
    columns: [...scope.columns, { name: first, type: column.type }, { name: second, type: 'long' }],
  };
};

const makeSeries: OperatorMaker = (scope) => {
  const [axis] = ofTypes(scope, ['datetime']);
  const [key] = ofTypes(scope, ['string']);
  if (axis === undefined) return undefined;
  const name = scope.freshName();
  const text = `make-series ${name} = ${scope.dice.one(['count()', filled('sum($long)', scope, 1), filled('avg($real) default=0', scope, 1)])} on ${named(axis.name)} from datetime(2026-01-08) to datetime(2026-01-11) step 6h`;
  const by = key === undefined || scope.dice.happens(0.5) ? [] : [key];
  return {
    text: `${text}${by.length === 0 ? '' : ` by ${list(by)}`}`,
    columns: [...by, { name, type: 'dynamic' }, { name: axis.name, type: 'dynamic' }],
  };
};

const sort: OperatorMaker = (scope) => {
  const keys = scope.dice.some(ofTypes(scope, ORDERED), 1, 2);
  if (keys.length === 0) return undefined;
  const order = (): string => scope.dice.one(['', ' asc', ' desc', ' asc nulls last', ' desc nulls first']);
  return same(`sort by ${keys.map(({ name }) => `${named(name)}${order()}`).join(', ')}`, scope);
};

const topNested: OperatorMaker = (scope) => {
  const [key] = ofTypes(scope, ['string']);
  const [value] = ofTypes(scope, ['long']);
  if (key === undefined || value === undefined) return undefined;
  const name = scope.freshName();
  return {
    text: `top-nested 2 of ${named(key.name)} by ${name} = max(${named(value.name)})`,
    columns: [key, { name, type: 'long' }],
  };
};

const unpack: OperatorMaker = (scope) => {
  const [bag] = ofTypes(scope, ['dynamic']);
  return bag === undefined
    ? undefined
    : { text: `evaluate bag_unpack(${named(bag.name)}, "p_")`, columns: [], last: true };
};

const pivot: OperatorMaker = (scope) => {
  const [by, key] = ofTypes(scope, ['string', 'bool']);
  if (by === undefined || key === undefined) return undefined;
  return {
    text: `project ${list([by, key])} | evaluate pivot(${named(by.name)}, count(), ${named(key.name)})`,
    columns: [],
    last: true,
  };
};

const parseKv: OperatorMaker = (scope) => {
  const [column] = scope.dice.some(ofTypes(scope, ['string']), 1, 1);
  const [first, second] = [scope.freshName(), scope.freshName()];
  if (column === undefined) return undefined;
  return {
    text: `parse-kv ${named(column.name)} as (${first}: string, ${second}: long) with (pair_delimiter=",", kv_delimiter="=")`,
    columns: [...scope.columns, { name: first, type: 'string' }, { name: second, type: 'long' }],
  };
};

const partition: OperatorMaker = (scope) => {
  const [key] = ofTypes(scope, ['string', 'long']);
  return key === undefined ? undefined : same(`partition by ${named(key.name)} (top 2 by ${named(key.name)})`, scope);
};

const scan: OperatorMaker = (scope) => {
  const [number] = ofTypes(scope, ['long']);
  if (number === undefined) return undefined;
  const name = scope.freshName();
  const step = `step s1: true => ${name} = iff(isnull(s1.${name}), 0, s1.${name}) + coalesce(${named(number.name)}, 0)`;
  return {
    text: `sort by ${named(number.name)} asc | scan declare (${name}: long = 0) with (${step};)`,
    columns: [...scope.columns, { name, type: 'long' }],
  };
};

const sessions: OperatorMaker = (scope) => {
  const [time] = ofTypes(scope, ['datetime']);
  const [number] = ofTypes(scope, ['long']);
  if (time === undefined || number === undefined) return undefined;
  const [first, second] = [scope.freshName(), scope.freshName()];
  return {
    text: `where isnotnull(${named(time.name)}) | sort by ${named(time.name)} asc | extend ${first} = row_window_session(${named(time.name)}, 1d, 1h), ${second} = row_rank_dense(${named(number.name)})`,
    columns: [...scope.columns, { name: first, type: 'datetime' }, { name: second, type: 'long' }],
  };
};

const anomalies: OperatorMaker = (scope) => {
  const [series] = ofTypes(scope, ['dynamic']);
  if (series === undefined) return undefined;
  const names = [scope.freshName(), scope.freshName(), scope.freshName()];
  return {
    text: `extend (${names.join(', ')}) = series_decompose_anomalies(${named(series.name)}, 1.5, 0, "none")`,
    columns: [...scope.columns, ...names.map((name): ColumnSchema => ({ name, type: 'dynamic' }))],
  };
};

const hitters: OperatorMaker = (scope) => {
  const [key] = ofTypes(scope, ['string', 'int']);
  if (key === undefined) return undefined;
  return { text: `sample-distinct 3 of ${named(key.name)}`, columns: [key] };
};

const ordered =
  (text: (column: string) => string): OperatorMaker =>
  (scope) => {
    const [column] = scope.dice.some(ofTypes(scope, ORDERED), 1, 1);
    return column === undefined ? undefined : same(text(named(column.name)), scope);
  };

const rename: OperatorMaker = (scope) => {
  const column = scope.dice.one(scope.columns);
  const name = scope.freshName();
  return {
    text: `project-rename ${name} = ${named(column.name)}`,
    columns: scope.columns.map((each) => (each === column ? { ...each, name } : each)),
  };
};

const away: OperatorMaker = (scope) => {
  const gone = scope.dice.one(scope.columns);
  if (scope.columns.length < 2) return undefined;
  return { text: `project-away ${named(gone.name)}`, columns: scope.columns.filter((each) => each !== gone) };
};

const distinct: OperatorMaker = (scope) => {
  const keys = scope.dice.some(ofTypes(scope, ORDERED), 1, 3);
  return keys.length === 0 ? undefined : { text: `distinct ${list(keys)}`, columns: keys };
};

const lastly =
  (text: string): OperatorMaker =>
  () => ({ text, columns: [], last: true });

/** Every operator that is made, some of them several times: often. */
export const OPERATORS: readonly OperatorMaker[] = [
  (scope) => same(`where ${expression('bool', scope)}`, scope),
  (scope) => same(`where ${expression('bool', scope)}`, scope),
  (scope) => same(`where ${expression('bool', scope)}`, scope),
  extend, extend, project, project, summarize, summarize, summarize, argMax, join, join, lookup, union, mvExpand, mvExpand, mvApply, parse, serialized, makeSeries, sort, sort, topNested, parseKv, partition, scan, sessions, anomalies, hitters, rename, away, distinct,
  ordered((column) => `top 3 by ${column}`),
  ordered((column) => `project-reorder ${column}, *`),
  (scope) => same(`take ${scope.dice.below(12)}`, scope),
  (scope) => same('sample 4', scope),
  (scope) => same(`as ${scope.freshName()}`, scope),
  lastly('count'), lastly('getschema'), lastly('search "a"'), unpack, pivot, lastly('render table'),
]; // prettier-ignore
