import type { NamedExpression } from '../../plan/plan';
import type { Column } from '../../table/column';
import { toColumn } from '../../table/operand';
import type { Slot, Table } from '../../table/table';
import { lazySlot, renamed, slotOf } from '../../table/table';
import type { Run } from '../run';

/** The expression as a column of its name. */
export function computed({ expression, name }: NamedExpression, table: Table, run: Run): Slot {
  // A column taken as it is stays unread until somebody needs it.
  const taken = expression.kind === 'column' ? table.slot(expression.name) : undefined;
  if (taken !== undefined) return renamed(taken, name);
  const compute = (): Column => toColumn(run.evaluate(expression, table), table.rowCount);
  // Some parts of a call may not be known: only who reads one is refused.
  return expression.kind === 'part' && expression.type !== 'unknown'
    ? { ...lazySlot(name, expression.type, compute), unsure: true }
    : slotOf(name, compute());
}

/** The name, or the name with the smallest number that makes it free. `Column1` stands for what has no name of its own. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const stem = name === 'Column1' ? 'Column' : name;
  let suffix = 1;
  while (taken.has(`${stem}${suffix}`)) suffix++;
  return `${stem}${suffix}`;
}

/** Distinct names for columns that must all be kept: explicit names first come, others get out of the way. */
export function distinctNames(slots: readonly Slot[]): readonly Slot[] {
  const taken = new Set<string>();
  return slots.map((slot) => {
    const name = freeName(slot.name, taken);
    taken.add(name);
    return name === slot.name ? slot : { ...slot, name };
  });
}

/** Puts columns into a table: an explicit name replaces the column of that name in place, others are added. */
export function withColumns(table: Table, columns: readonly NamedExpression[], run: Run): Table {
  const slots = [...table.slots];
  for (const column of columns) {
    const slot = computed(column, table, run);
    const at = slots.findIndex(({ name }) => name === slot.name);
    if (at === -1) slots.push(slot);
    else if (column.explicit) slots[at] = slot;
    else slots.push({ ...slot, name: freeName(slot.name, new Set(slots.map(({ name }) => name))) });
  }
  return table.withSlots(slots);
}

const patterns = new Map<string, RegExp>();

/** Whether a column's name fits a name or a wildcard pattern of `*`. */
export function fits(name: string, pattern: string): boolean {
  if (!pattern.includes('*')) return name === pattern;
  let regex = patterns.get(pattern);
  if (regex === undefined) {
    const text = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    regex = new RegExp(`^${text.join('.*')}$`, 's');
    patterns.set(pattern, regex);
  }
  return regex.test(name);
}
