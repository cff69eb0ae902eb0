import { columnBuilder } from '../../table/builder';
import type { Operand } from '../../table/operand';
import { columnOperand, constant, operandReader } from '../../table/operand';
import { toDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import { dynamicKey, dynamicReal, isArray } from '../../values/dynamic';
import type { Value } from '../../values/value';
import type { ScalarFunction } from '../scalar-function';
import { fnOfColumns } from '../scalar-function';
import { elementOf } from './numbers';

type IsMissing = (value: Dynamic) => boolean;

/** What a fill calls missing: nulls for no placeholder or a null one, else the values that equal it. */
function missing(placeholder: Dynamic): IsMissing {
  if (placeholder === null) return (value) => value === null;
  const key = dynamicKey(placeholder);
  return (value) => dynamicKey(value) === key;
}

function towards(series: readonly Dynamic[], isMissing: IsMissing): readonly Dynamic[] {
  let last: Dynamic | undefined;
  return series.map((each) => {
    if (!isMissing(each)) last = each;
    return last ?? each;
  });
}

const backwards = (series: readonly Dynamic[], isMissing: IsMissing): readonly Dynamic[] =>
  [...towards([...series].reverse(), isMissing)].reverse();

interface Linear {
  readonly edges: 'filled' | 'kept';
  /** What stands everywhere in a series that has no value at all. */
  readonly nothing: Dynamic;
}

/** On the straight line between the neighbours; whole numbers are cut in a series of whole numbers. */
function linear(series: readonly Dynamic[], isMissing: IsMissing, { edges, nothing }: Linear): readonly Dynamic[] {
  const known = series.flatMap((each, index) => (isMissing(each) ? [] : [index]));
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return series.map(() => nothing);
  const whole = known.every((index) => elementOf(series[index] ?? null).kind === 'whole');
  const result = [...series];
  for (const [position, from] of known.entries()) {
    const to = known[position + 1];
    if (to === undefined) break;
    const [low, high] = [elementOf(series[from] ?? null), elementOf(series[to] ?? null)];
    if (low.kind === 'none' || high.kind === 'none') continue;
    const slope = (Number(high.value) - Number(low.value)) / (to - from);
    for (let index = from + 1; index < to; index++) {
      const value = Number(low.value) + slope * (index - from);
      result[index] = whole ? Math.trunc(value) : dynamicReal(value);
    }
  }
  if (edges === 'kept') return result;
  return result.map((each, index) =>
    index < first ? (result[first] ?? null) : index > last ? (result[last] ?? null) : each,
  );
}

type Fill = (series: readonly Dynamic[], options: readonly Value[]) => readonly Dynamic[];

/** A fill whose options are constants (as they are read, dynamics for all but booleans); more than `most` are unknown. */
function filling(name: string, most: number, fill: Fill): ScalarFunction {
  return fnOfColumns(name, ([series, ...options], rowCount): Operand | undefined => {
    if (series?.type !== 'dynamic' || options.length > most) return undefined;
    const values: Value[] = [];
    for (const option of options) {
      if (option.kind !== 'constant') return undefined;
      values.push(option.type === 'bool' ? option.value : toDynamic(option.type, option.value));
    }
    const of = (value: Value): Dynamic =>
      isArray(value as Dynamic) ? fill(value as readonly Dynamic[], values) : null;
    if (series.kind === 'constant') return constant('dynamic', of(series.value));
    const read = operandReader(series);
    const builder = columnBuilder('dynamic');
    for (let row = 0; row < rowCount; row++) builder.push(of(read(row)));
    return columnOperand(builder.finish());
  });
}

const at = (options: readonly Value[], index: number): Dynamic => (options[index] ?? null) as Dynamic;

export const fills: readonly ScalarFunction[] = [
  filling('series_fill_forward', 1, (series, options) => towards(series, missing(at(options, 0)))),
  filling('series_fill_backward', 1, (series, options) => backwards(series, missing(at(options, 0)))),
  filling('series_fill_const', 2, (series, options) => {
    const isMissing = missing(at(options, 1));
    const whole = series.every((each) => isMissing(each) || elementOf(each).kind === 'whole');
    const element = elementOf(options[0] === undefined ? 0 : at(options, 0));
    const given = at(options, 0);
    // A default of another kind takes the kind of the series.
    const filler =
      element.kind === 'none' || whole ? (options[0] === undefined ? 0 : given) : dynamicReal(Number(element.value));
    return series.map((each) => (isMissing(each) ? filler : each));
  }),
  filling('series_fill_linear', 3, (series, options) =>
    linear(series, missing(at(options, 0)), {
      edges: options[1] === false ? 'kept' : 'filled',
      nothing: options[2] === undefined ? dynamicReal(0) : at(options, 2),
    }),
  ),
];
