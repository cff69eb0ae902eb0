import type { Expression, JoinKind, JoinPlan } from '../../plan/plan';
import type { Slot } from '../../table/table';
import { renamed, Table } from '../../table/table';
import type { Operator, Run } from '../run';
import { freeName } from './columns';
import type { Keys } from './join-keys';
import { keyGroups } from './join-keys';
import { pairsOf, pairsWithin, withPartner } from './join-pairs';
import { windowOf } from './join-window';

export const join: Operator<JoinPlan> = (plan, run) => joinFor(plan, [], run);

/**
 * A join whose rows are going to be filtered: pairs for which one of the conditions cannot be true may be missing. A
 * window of time around each row leaves few of the pairs that have equal keys.
 */
export function joinFor(plan: JoinPlan, conditions: readonly Expression[], run: Run): Table {
  const { kind } = plan;
  const left = run.table(plan.input);
  const right = run.table(plan.right);
  const keys = keyGroups(plan, left, right, run);
  const side = keptSide(kind, left, right, keys);
  if (side !== undefined) return side;
  const dropped = new Set(
    plan.lookup ? plan.on.flatMap((on) => (on.right.kind === 'column' ? [on.right.name] : [])) : [],
  );
  const rightSlots = right.slots.filter(({ name }) => !dropped.has(name));
  const outer = outerNames(left, rightSlots);
  const inner = kind === 'inner' || kind === 'innerunique' ? kind : undefined;
  const window = inner === undefined ? undefined : windowOf(conditions, { left, right: outer, run });
  const pairs = inner === undefined || window === undefined ? pairsOf(kind, keys) : pairsWithin(inner, keys, window);
  const from = left.gather(pairs.left).slots;
  const to = right.withSlots([...outer].map(([name, slot]) => renamed(slot, name))).gather(pairs.right).slots;
  return new Table([...from, ...to], pairs.left.length);
}

/**
 * The right side's columns by their names in the result: those that the left has too get the smallest number that makes
 * them a name that neither side has (source: Microsoft's binder).
 */
function outerNames(left: Table, rightSlots: readonly Slot[]): ReadonlyMap<string, Slot> {
  const lefts = new Set(left.slots.map(({ name }) => name));
  const taken = new Set([...lefts, ...rightSlots.map(({ name }) => name)]);
  const outer = new Map<string, Slot>();
  for (const slot of rightSlots) {
    const name = lefts.has(slot.name) ? freeName(slot.name, taken) : slot.name;
    taken.add(name);
    outer.set(name, slot);
  }
  return outer;
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
