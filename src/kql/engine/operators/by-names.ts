import { unsupported } from '../../kql-error';
import type { ByNamesPlan, Expression } from '../../plan/plan';
import type { Slot } from '../../table/table';
import { Table } from '../../table/table';
import type { Dynamic } from '../../values/dynamic';
import { isArray } from '../../values/dynamic';
import { constantOf } from '../evaluate';
import type { Operator, Run } from '../run';
import { fits } from './columns';

/** Names and patterns that no column fits are passed over (source: Microsoft Learn, project-by-names-operator, read 2026-11-24). */
export const byNames: Operator<ByNamesPlan> = ({ input, specifiers }, run) => {
  const table = run.table(input);
  const kept = new Set<Slot>();
  for (const pattern of specifiers.flatMap((specifier) => namesOf(specifier, run))) {
    for (const slot of table.slots) if (fits(slot.name, pattern)) kept.add(slot);
  }
  return table.withSlots([...kept]);
};

function namesOf(specifier: Expression, run: Run): readonly string[] {
  const { value } = constantOf(specifier, new Table([], 1), run);
  const names = isArray(value as Dynamic) ? (value as readonly Dynamic[]) : [value];
  return names.map((name) => {
    if (typeof name !== 'string') throw unsupported('a column specifier that is no text', specifier.span);
    return name;
  });
}
