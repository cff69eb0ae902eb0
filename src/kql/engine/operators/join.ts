import type { JoinKind, JoinPlan } from '../../plan/plan';
import { runtimeError, unsupported } from '../../kql-error';
import type { Column } from '../../table/column';
import { lengthOf } from '../../table/column';
import { columnOf } from '../../table/builder';
import { concatColumns } from '../../table/concat';
import type { Groups } from '../../table/keys';
import { groupRows } from '../../table/keys';
import { toColumn } from '../../table/operand';
import { readerOf } from '../../table/reader';
import type { Slot } from '../../table/table';
import { renamed, Table } from '../../table/table';
import { convert } from '../../values/convert';
import { comparisonType } from '../expressions/comparison';
import type { Operator, Run } from '../run';
import { freeName } from './columns';

/** Pairs of rows; -1 stands for the missing row of an outer join. */
interface Pairs {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

export const join: Operator<JoinPlan> = (plan, run) => {
  const left = run.table(plan.input);
  const right = run.table(plan.right);
  const keys = keyGroups(plan, left, right, run);
  const side = keptSide(plan.kind, left, right, keys);
  if (side !== undefined) return side;
  const { left: leftRows, right: rightRows } = pairsOf(plan.kind, keys, left.rowCount);
  const dropped = new Set(
    plan.lookup ? plan.on.flatMap((on) => (on.right.kind === 'column' ? [on.right.name] : [])) : [],
  );
  const rightSlots = right.slots.filter(({ name }) => !dropped.has(name));
  const taken = new Set(left.slots.map(({ name }) => name));
  const names = rightSlots.map(({ name }) => {
    const free = freeName(name, taken);
    taken.add(free);
    return free;
  });
  const from = left.gather(leftRows).slots;
  const to = right.withSlots(rightSlots).gather(rightRows).slots;
  const slots: Slot[] = [...from, ...to.map((slot, index) => renamed(slot, names[index] ?? slot.name))];
  return new Table(slots, leftRows.length);
};

interface Keys {
  /** One numbering over the rows of both sides, left first; equal ids, equal keys. */
  readonly ids: Int32Array;
  readonly count: number;
  readonly leftCount: number;
  /** 1 where a key is null: such a row has no partner. */
  readonly alone: Uint8Array;
}

function keyGroups({ on, span }: JoinPlan, left: Table, right: Table, run: Run): Keys {
  const columns = on.map((key): Column => {
    const a = run.evaluate(key.left, left);
    const b = run.evaluate(key.right, right);
    const type = comparisonType(a.type, b.type);
    if (type === undefined) throw runtimeError(`a join of ${a.type} with ${b.type}`, span);
    if (type === 'dynamic')
      throw unsupported('a join on dynamic values', span, 'convert both keys, such as with tostring()');
    const parts = [toColumn(a, left.rowCount), toColumn(b, right.rowCount)];
    return concatColumns(parts.map((part) => (part.type === type ? part : converted(part, type))));
  });
  const rowCount = left.rowCount + right.rowCount;
  const groups: Groups = groupRows(columns, rowCount);
  const alone = new Uint8Array(rowCount);
  for (const column of columns) {
    if (column.type === 'string' || (column.kind === 'number' && column.nulls === undefined)) continue;
    const read = readerOf(column);
    for (let row = 0; row < rowCount; row++) if (read(row) === null) alone[row] = 1;
  }
  return { ids: groups.ids, count: groups.count, leftCount: left.rowCount, alone };
}

function converted(column: Column, type: Column['type']): Column {
  const read = readerOf(column);
  const length = lengthOf(column);
  return columnOf(
    type,
    Array.from({ length }, (_, row) => convert(read(row), column.type, type)),
  );
}

/** Semi and anti joins: rows of one side that have, or lack, a partner. */
function keptSide(kind: JoinKind, left: Table, right: Table, keys: Keys): Table | undefined {
  switch (kind) {
    case 'leftsemi':
      return left.gather(withPartner(keys, 'left', 'kept'));
    case 'leftanti':
      return left.gather(withPartner(keys, 'left', 'dropped'));
    case 'rightsemi':
      return right.gather(withPartner(keys, 'right', 'kept'));
    case 'rightanti':
      return right.gather(withPartner(keys, 'right', 'dropped'));
    default:
      return undefined;
  }
}

function withPartner(
  { ids, count, leftCount, alone }: Keys,
  side: 'left' | 'right',
  partners: 'kept' | 'dropped',
): Int32Array {
  const [mine, mineEnd] = side === 'left' ? [0, leftCount] : [leftCount, ids.length];
  const [other, otherEnd] = side === 'left' ? [leftCount, ids.length] : [0, leftCount];
  const present = new Uint8Array(count);
  for (let row = other; row < otherEnd; row++) if (alone[row] === 0) present[ids[row] as number] = 1;
  const rows: number[] = [];
  for (let row = mine; row < mineEnd; row++) {
    const has = alone[row] === 0 && present[ids[row] as number] === 1;
    if (has === (partners === 'kept')) rows.push(row - mine);
  }
  return Int32Array.from(rows);
}

function pairsOf(kind: JoinKind, { ids, count, leftCount, alone }: Keys, leftRows: number): Pairs {
  // Right rows by key: `start[id]` to `start[id + 1]` in `byKey`.
  const start = new Int32Array(count + 1);
  for (let row = leftCount; row < ids.length; row++) {
    if (alone[row] === 0) start[(ids[row] as number) + 1] = (start[(ids[row] as number) + 1] as number) + 1;
  }
  for (let id = 0; id < count; id++) start[id + 1] = (start[id + 1] as number) + (start[id] as number);
  const next = start.slice(0, count);
  const byKey = new Int32Array(start[count] as number);
  for (let row = leftCount; row < ids.length; row++) {
    if (alone[row] === 1) continue;
    const id = ids[row] as number;
    byKey[next[id] as number] = row - leftCount;
    next[id] = (next[id] as number) + 1;
  }
  const keepLeft = kind === 'leftouter' || kind === 'fullouter';
  const keepRight = kind === 'rightouter' || kind === 'fullouter';
  const seen = new Uint8Array(count);
  const left: number[] = [];
  const right: number[] = [];
  for (let row = 0; row < leftRows; row++) {
    const id = ids[row] as number;
    const lone = alone[row] === 1;
    // innerunique: the first row of each key stands for the others.
    if (kind === 'innerunique' && seen[id] === 1) continue;
    if (!lone) seen[id] = 1;
    const from = lone ? 0 : (start[id] as number);
    const to = lone ? 0 : (start[id + 1] as number);
    for (let at = from; at < to; at++) {
      left.push(row);
      right.push(byKey[at] as number);
    }
    if (from === to && keepLeft) {
      left.push(row);
      right.push(-1);
    }
  }
  for (let row = keepRight ? leftCount : ids.length; row < ids.length; row++) {
    if (alone[row] === 0 && seen[ids[row] as number] === 1) continue;
    left.push(-1);
    right.push(row - leftCount);
  }
  return { left: Int32Array.from(left), right: Int32Array.from(right) };
}
