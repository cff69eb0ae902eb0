import type { Column } from '../table/column';
import { gather } from '../table/gather';
import type { Operand } from '../table/operand';
import { columnOperand, toColumn } from '../table/operand';
import { readerOf } from '../table/reader';
import type { Reader } from '../table/reader';
import type { KqlType } from '../values/type';
import type { Value } from '../values/value';
import { columnBuilder } from '../table/builder';

/** What an aggregate works on: the arguments over all rows, and the group of each row. */
export interface AggregateInput {
  readonly args: readonly Operand[];
  /** The official names of the arguments; for those who make one column per argument. */
  readonly argNames: readonly string[];
  /** The group of each row, below `groupCount`. */
  readonly ids: Int32Array;
  readonly groupCount: number;
}

/** One of the columns that an aggregate makes, one value per group. */
export interface AggregateColumn {
  /** Where the aggregate names it itself. */
  readonly name?: string;
  readonly column: Column;
}

/** An aggregate; undefined when it does not take such arguments. */
export interface AggregateFunction {
  readonly name: string;
  readonly apply: (input: AggregateInput) => readonly AggregateColumn[] | undefined;
}

/** An aggregate of one column. */
export function aggregate(name: string, apply: (input: AggregateInput) => Column | undefined): AggregateFunction {
  return {
    name,
    apply: (input) => {
      const column = apply(input);
      return column === undefined ? undefined : [{ column }];
    },
  };
}

/** The aggregate over the rows whose predicate, the argument at `position`, is true: `sumif` from `sum`. */
export function onlyIf(name: string, base: AggregateFunction, position: number): AggregateFunction {
  return {
    name,
    apply: (input) => {
      const predicate = input.args[position];
      if (predicate === undefined) return undefined;
      const rowCount = input.ids.length;
      const column = toColumn(predicate, rowCount);
      const read = readerOf(column);
      const kept: number[] = [];
      for (let row = 0; row < rowCount; row++) if (read(row) === true) kept.push(row);
      const rows = Int32Array.from(kept);
      return base.apply({
        args: input.args
          .filter((_, index) => index !== position)
          .map((arg) => (arg.kind === 'constant' ? arg : columnOperand(gather(arg.column, rows)))),
        argNames: input.argNames.filter((_, index) => index !== position),
        ids: Int32Array.from(rows, (row) => input.ids[row] ?? 0),
        groupCount: input.groupCount,
      });
    },
  };
}

/**
 * An aggregate from a fold over the values of its first argument, nulls left out: the comfortable way. `finish` of an
 * untouched state gives the value for no rows.
 */
export function folded<S>(options: {
  readonly name: string;
  readonly takes: readonly KqlType[];
  readonly returns: (type: KqlType) => KqlType;
  readonly init: () => S;
  readonly step: (state: S, value: NonNullable<Value>, rest: readonly Value[]) => S;
  readonly finish: (state: S) => Value;
}): AggregateFunction {
  return aggregate(options.name, ({ args, ids, groupCount }) => {
    const [first, ...others] = args;
    if (first === undefined || !options.takes.includes(first.type)) return undefined;
    const states = Array.from({ length: groupCount }, options.init);
    const read = readerFor(first, ids.length);
    const rest = others.map((arg) => readerFor(arg, ids.length));
    for (let row = 0; row < ids.length; row++) {
      const value = read(row);
      if (value === null) continue;
      const id = ids[row] as number;
      states[id] = options.step(
        states[id] as S,
        value,
        rest.map((each) => each(row)),
      );
    }
    const builder = columnBuilder(options.returns(first.type));
    for (const state of states) builder.push(options.finish(state));
    return builder.finish();
  });
}

export function readerFor(operand: Operand, rowCount: number): Reader {
  return readerOf(toColumn(operand, rowCount));
}
