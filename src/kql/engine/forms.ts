import { runtimeError } from '../kql-error';
import type { CallExpression, Expression } from '../plan/plan';
import { columnOf } from '../table/builder';
import type { Operand } from '../table/operand';
import { columnOperand, constant, operandReader } from '../table/operand';
import { readerOf } from '../table/reader';
import { toDynamic } from '../values/convert';
import { inRange } from '../values/datetime';
import type { Dynamic } from '../values/dynamic';
import type { Long } from '../values/long';
import { addLong, subtractLong } from '../values/long';
import type { Value } from '../values/value';
import type { Scope } from './run';

/** A function that needs more than its arguments' values: the clock, the table, names of columns, randomness. */
export type Form = (call: CallExpression, scope: Scope) => Operand | undefined;

const now: Form = ({ args: [offset] }, scope) => fromNow(offset, scope, addLong);

const ago: Form = ({ args: [offset] }, scope) =>
  offset === undefined ? undefined : fromNow(offset, scope, subtractLong);

function fromNow(offset: Expression | undefined, scope: Scope, move: (start: Long, by: Long) => Long): Operand {
  const { now: start } = scope.run;
  if (offset === undefined) return constant('datetime', start);
  const moved = (by: Value): Value => (by === null ? null : inRange(move(start, by as Long)));
  const span = scope.evaluate(offset);
  if (span.kind === 'constant') return constant('datetime', moved(span.value));
  const read = operandReader(span);
  return columnOperand(
    columnOf(
      'datetime',
      Array.from({ length: scope.table.rowCount }, (_, row) => moved(read(row))),
    ),
  );
}

const ingestionTime: Form = (_, { table }) =>
  table.ingestion === undefined ? constant('datetime', null) : columnOperand(table.ingestion.column());

/** The column if the table has it, the default otherwise: decided by the table that is really there. */
const columnIfExists: Form = ({ args: [name, fallback] }, scope) => {
  if (name === undefined || fallback === undefined) return undefined;
  const wanted = operandReader(scope.evaluate(name))(0);
  const slot = typeof wanted === 'string' ? scope.table.slot(wanted) : undefined;
  return slot === undefined ? scope.evaluate(fallback) : columnOperand(slot.column());
};

const packAll: Form = ({ args: [ignoreEmpty] }, scope) => {
  const skip = ignoreEmpty !== undefined && operandReader(scope.evaluate(ignoreEmpty))(0) === true;
  const { table } = scope;
  const readers = table.slots.map((slot) => ({ ...slot, read: readerOf(slot.column()) }));
  const bags = Array.from({ length: table.rowCount }, (_, row): Dynamic => {
    const bag = new Map<string, Dynamic>();
    for (const { name, type, read } of readers) {
      const value = read(row);
      if (skip && (value === null || value === '')) continue;
      bag.set(name, toDynamic(type, value));
    }
    return bag;
  });
  return columnOperand(columnOf('dynamic', bags));
};

const bagPackColumns: Form = ({ args }, scope) => {
  const { rowCount } = scope.table;
  const slots = args.map((arg) => {
    const operand = scope.evaluate(arg);
    return arg.kind === 'column' ? { name: arg.name, type: operand.type, read: operandReader(operand) } : undefined;
  });
  if (slots.length === 0 || slots.includes(undefined)) return undefined;
  const bags = Array.from({ length: rowCount }, (_, row): Dynamic => {
    const bag = new Map<string, Dynamic>();
    for (const slot of slots) if (slot !== undefined) bag.set(slot.name, toDynamic(slot.type, slot.read(row)));
    return bag;
  });
  return columnOperand(columnOf('dynamic', bags));
};

/**
 * Bytes of the values of a row: 8 for a long, the bytes of a text (source: the example of Microsoft Learn,
 * estimate-data-size-function, read 2026-11-24). No page says how much other types take.
 */
const estimateDataSize: Form = ({ args }, scope) => {
  const { table } = scope;
  const operands = args.flatMap((arg) =>
    arg.kind === 'star' ? table.slots.map((slot) => columnOperand(slot.column())) : [scope.evaluate(arg)],
  );
  if (!operands.every(({ type }) => type === 'long' || type === 'string')) return undefined;
  const readers = operands.map(operandReader);
  const sizes = Array.from({ length: table.rowCount }, (_, row) => {
    const values = readers.map((read) => read(row));
    return values.reduce<number>((sum, value) => sum + (typeof value === 'string' ? Buffer.byteLength(value) : 8), 0);
  });
  return columnOperand(columnOf('long', sizes));
};

const random: Form = ({ args: [limit] }, scope) => {
  const { rowCount } = scope.table;
  const bound = limit === undefined ? null : operandReader(scope.evaluate(limit))(0);
  const draw = (): number => (typeof bound === 'number' ? Math.floor(scope.run.random() * bound) : scope.run.random());
  return columnOperand(columnOf(typeof bound === 'number' ? 'long' : 'real', Array.from({ length: rowCount }, draw)));
};

const newGuid: Form = (_, { run }) => {
  const hex = Array.from({ length: 32 }, (__, index) => {
    const digit = index === 12 ? 4 : Math.floor(run.random() * 16);
    return (index === 16 ? (digit & 3) | 8 : digit).toString(16);
  }).join('');
  return constant('guid', hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
};

/** True, or the end of the query: the condition must not depend on rows (source: Microsoft Learn, assert-function, read 2026-11-24). */
const assertion: Form = ({ args: [condition, message], span }, scope) => {
  if (condition === undefined || message === undefined) return undefined;
  const holds = scope.evaluate(condition);
  const text = operandReader(scope.evaluate(message))(0);
  if (holds.kind !== 'constant' || typeof text !== 'string') return undefined;
  if (holds.value !== true) throw runtimeError(`assert failed: ${text}`, span);
  return constant('bool', true);
};

export const forms: Readonly<Record<string, Form>> = {
  now,
  ago,
  ingestion_time: ingestionTime,
  column_ifexists: columnIfExists,
  columnifexists: columnIfExists,
  pack_all: packAll,
  bag_pack_columns: bagPackColumns,
  rand: random,
  new_guid: newGuid,
  assert: assertion,
  estimate_data_size: estimateDataSize,
};
