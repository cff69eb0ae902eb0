import { columnBuilder } from '../../table/builder';
import type { Operand } from '../../table/operand';
import { columnOperand, constant, operandReader } from '../../table/operand';
import { toDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import type { KqlType } from '../../values/type';
import type { Value } from '../../values/value';
import type { ScalarFunction } from '../scalar-function';
import { fnOfColumns } from '../scalar-function';
import type { TupleFunction } from '../tuple-function';

/** The name and type of a column that a function of several makes. */
export type Part = readonly [string, KqlType];

/** Results for a series, with the call's other arguments, which must be constants; undefined is unsupported. */
export type OfSeries<R> = (series: Dynamic, options: readonly Value[]) => R | undefined;

/** The values of the parts; undefined for one that is not known. */
type PartValues = readonly (Value | undefined)[];

/** A column per part. A null series makes nulls. */
export function seriesTuple(parts: readonly Part[], apply: OfSeries<PartValues>): TupleFunction {
  return ([series, ...others], rowCount) => {
    const options = constantsOf(others);
    if (series?.type !== 'dynamic' || options === undefined) return undefined;
    if (series.kind === 'constant') {
      const values = of(series.value, options, apply, parts.length);
      return values === undefined
        ? undefined
        : parts.map(([, type], index) => {
            const value = values[index];
            return value === undefined ? undefined : constant(type, value);
          });
    }
    const read = operandReader(series);
    const builders = parts.map(([, type]) => columnBuilder(type));
    const unknown = new Set<number>();
    for (let row = 0; row < rowCount; row++) {
      const values = of(read(row), options, apply, parts.length);
      if (values === undefined) return undefined;
      for (const [index, builder] of builders.entries()) {
        const value = values[index];
        if (value === undefined) unknown.add(index);
        builder.push(value ?? null);
      }
    }
    return builders.map((builder, index) => (unknown.has(index) ? undefined : columnOperand(builder.finish())));
  };
}

/** The parts as one bag (`series_fit_line_dynamic`). */
export function seriesBag(name: string, parts: readonly Part[], apply: OfSeries<PartValues>): ScalarFunction {
  return seriesValue(name, (series, options) => {
    const values = apply(series, options);
    return values === undefined || values.includes(undefined)
      ? undefined
      : new Map(parts.map(([part, type], index) => [part, toDynamic(type, values[index] ?? null)]));
  });
}

/** One dynamic. */
export function seriesValue(name: string, apply: OfSeries<Dynamic>): ScalarFunction {
  const one = seriesTuple([['value', 'dynamic']], (series, options) => {
    const value = apply(series, options);
    return value === undefined ? undefined : [value];
  });
  return fnOfColumns(name, (args, rowCount) => one(args, rowCount)?.[0]);
}

function of(
  value: Value,
  options: readonly Value[],
  apply: OfSeries<PartValues>,
  count: number,
): PartValues | undefined {
  return value === null ? Array.from({ length: count }, () => null) : apply(value as Dynamic, options);
}

function constantsOf(operands: readonly Operand[]): readonly Value[] | undefined {
  return operands.every((operand) => operand.kind === 'constant') ? operands.map(({ value }) => value) : undefined;
}
