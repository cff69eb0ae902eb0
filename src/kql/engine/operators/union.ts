import type { UnionPlan } from '../../plan/plan';
import { concatColumns } from '../../table/concat';
import { constantColumn } from '../../table/constant';
import type { Column } from '../../table/column';
import type { Slot } from '../../table/table';
import { lazySlot, slotOf, Table } from '../../table/table';
import { emptyValue } from '../../values/value';
import type { KqlType } from '../../values/type';
import type { Operator } from '../run';
import { freeName } from './columns';

interface OutColumn {
  readonly name: string;
  readonly source: string;
  readonly type: KqlType;
}

/**
 * Columns meet by name and type; a name of several types is split into `name_type`
 * (facts: kql-semantics 6.18). `kind=inner` keeps what all legs have.
 */
export const union: Operator<UnionPlan> = ({ kind, withSource, legs }, run) => {
  const tables = legs.map((leg) => run.table(leg.table));
  const rows = united(tables, kind);
  if (withSource === undefined) return rows;
  const origin = legs.map(({ name }, index) => constantColumn('string', name, tables[index]?.rowCount ?? 0));
  return rows.withSlots([slotOf(withSource, concatColumns(origin)), ...rows.slots]);
};

/** The rows of one table after another. */
export function united(tables: readonly Table[], kind: UnionPlan['kind']): Table {
  const columns = outColumns(tables, kind);
  const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
  const slots = columns.map((column): Slot => {
    const slot = lazySlot(column.name, column.type, () => concatColumns(tables.map((table) => part(table, column))));
    return tables.some((table) => table.slot(column.source)?.unsure === true) ? { ...slot, unsure: true } : slot;
  });
  const ingestion = tables.some((table) => table.ingestion !== undefined)
    ? slotOf(
        '$IngestionTime',
        concatColumns(
          tables.map((table) => table.ingestion?.column() ?? constantColumn('datetime', null, table.rowCount)),
        ),
      )
    : undefined;
  return new Table(slots, rowCount, ingestion);
}

function outColumns(tables: readonly Table[], kind: 'inner' | 'outer'): readonly OutColumn[] {
  const types = new Map<string, Set<KqlType>>();
  for (const { slots } of tables) {
    for (const { name, type } of slots) types.set(name, (types.get(name) ?? new Set()).add(type));
  }
  const taken = new Set(types.keys());
  const found: OutColumn[] = [];
  for (const [source, set] of types) {
    const everywhere = [...set].filter((type) => tables.every((table) => table.slot(source)?.type === type));
    if (kind === 'inner' && everywhere.length === 0) continue;
    if (set.size === 1) {
      found.push(...[...set].map((type) => ({ name: source, source, type })));
      continue;
    }
    taken.delete(source);
    for (const type of set) {
      const name = freeName(`${source}_${type}`, taken);
      taken.add(name);
      found.push({ name, source, type });
    }
  }
  return found;
}

function part(table: Table, { source, type }: OutColumn): Column {
  const slot = table.slot(source);
  return slot?.type === type ? slot.column() : constantColumn(type, emptyValue(type), table.rowCount);
}
