import { columnBuilder, columnOf } from '../../table/builder';
import type { Column } from '../../table/column';
import type { Operand } from '../../table/operand';
import { compareValues } from '../../values/compare';
import { toDynamic, typedDynamic } from '../../values/convert';
import { isArray } from '../../values/dynamic';
import type { Dynamic } from '../../values/dynamic';
import type { KqlType } from '../../values/type';
import type { Value } from '../../values/value';
import type { AggregateColumn, AggregateFunction, AggregateInput } from '../aggregate-function';
import { readerFor } from '../aggregate-function';
import type { Weighted } from '../nearest-rank';
import { atRank, sortWeighted } from '../nearest-rank';

const RANKED: ReadonlySet<KqlType> = new Set<KqlType>(['int', 'long', 'real', 'datetime', 'timespan']);

interface Ranking {
  readonly type: KqlType;
  readonly groups: readonly (readonly Weighted[])[];
}

/** The values of each group in order; nulls, NaN and rows without a positive weight are left out. */
function ranked(value: Operand | undefined, weight: Operand | undefined, input: AggregateInput): Ranking | undefined {
  if (value === undefined || !RANKED.has(value.type)) return undefined;
  const rowCount = input.ids.length;
  const read = readerFor(value, rowCount);
  const readWeight = weight === undefined ? () => 1 : readerFor(weight, rowCount);
  const groups = Array.from({ length: input.groupCount }, (): Weighted[] => []);
  for (let row = 0; row < rowCount; row++) {
    const item = read(row);
    const size = Number(readWeight(row) ?? 0);
    if (item === null || Number.isNaN(item) || size <= 0) continue;
    groups[input.ids[row] as number]?.push({ value: item, weight: size });
  }
  const compare = (a: Value, b: Value): number => compareValues(value.type, a, b);
  // An int comes out as a long.
  return { type: value.type === 'int' ? 'long' : value.type, groups: groups.map((g) => sortWeighted(g, compare)) };
}

/** The wanted percentiles: constants, or one dynamic array of them. */
function wanted(operands: readonly Operand[]): readonly number[] | undefined {
  const numbers: number[] = [];
  for (const operand of operands) {
    if (operand.kind !== 'constant') return undefined;
    const { value } = operand;
    const items = operand.type === 'dynamic' && isArray(value as Dynamic) ? (value as readonly Dynamic[]) : [value];
    for (const item of items) {
      const typed = operand.type === 'dynamic' ? typedDynamic(item as Dynamic)?.value : item;
      if (typeof typed !== 'number' || typed < 0 || typed > 100) return undefined;
      numbers.push(typed);
    }
  }
  return numbers;
}

const columnAt = ({ type, groups }: Ranking, percent: number): Column =>
  columnOf(
    type,
    groups.map((group) => atRank(group, percent)),
  );

interface Form {
  readonly weights: 'weighted' | 'plain';
  readonly result: 'columns' | 'array';
}

function percentiles(name: string, { weights, result }: Form): AggregateFunction {
  const fixed = weights === 'weighted' ? 2 : 1;
  return {
    name,
    apply: (input): readonly AggregateColumn[] | undefined => {
      const [value, weight] = input.args;
      const ranking = ranked(value, weights === 'weighted' ? weight : undefined, input);
      const percents = wanted(input.args.slice(fixed));
      if (ranking === undefined || percents === undefined) return undefined;
      const of = input.argNames[0] ?? '';
      if (result === 'columns') {
        return percents.map((percent) => ({
          name: `percentile_${of}_${String(percent).replace('.', '_')}`,
          column: columnAt(ranking, percent),
        }));
      }
      const builder = columnBuilder('dynamic');
      for (const group of ranking.groups) {
        const found = percents.map((percent) => toDynamic(ranking.type, atRank(group, percent)));
        builder.push(group.length === 0 ? null : found);
      }
      return [{ name: `percentiles_${of}`, column: builder.finish() }];
    },
  };
}

// prettier-ignore
export const percentileAggregates: readonly AggregateFunction[] = [
  percentiles('percentile',         { weights: 'plain',    result: 'columns' }),
  percentiles('percentiles',        { weights: 'plain',    result: 'columns' }),
  percentiles('percentiles_array',  { weights: 'plain',    result: 'array' }),
  percentiles('percentilew',        { weights: 'weighted', result: 'columns' }),
  percentiles('percentilesw',       { weights: 'weighted', result: 'columns' }),
  percentiles('percentilesw_array', { weights: 'weighted', result: 'array' }),
];
