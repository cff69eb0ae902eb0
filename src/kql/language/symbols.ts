import type { StaticType } from '../values/type';
import { KQL_TYPES } from '../values/type';
import type { BridgeColumn, BridgeList, BridgeSymbol, BridgeType } from './bridge';
import { kustoLanguage } from './load';

/** What a name in the query turned out to mean. */
export interface SymbolView {
  readonly kind: SymbolKind;
  readonly name: string;
}

export type SymbolKind = 'column' | 'variable' | 'parameter' | 'table' | 'function' | 'other';

export interface StaticColumn {
  readonly name: string;
  readonly type: StaticType;
}

/** A tabular type as the binder knows it; `open` when the data decides on more columns. */
export interface StaticTable {
  readonly columns: readonly StaticColumn[];
  readonly open: boolean;
}

const VIEWED: Readonly<Record<string, SymbolKind>> = {
  Column: 'column',
  Variable: 'variable',
  Parameter: 'parameter',
  Table: 'table',
  MaterializedView: 'table',
  Function: 'function',
};

let kinds: ReadonlyMap<number, SymbolKind> | undefined;

function kindOf(symbol: BridgeSymbol): SymbolKind {
  kinds ??= new Map(
    Object.entries(VIEWED).flatMap(([name, kind]) => {
      const code = kustoLanguage().Symbols.SymbolKind[name];
      return code === undefined ? [] : [[code, kind] as const];
    }),
  );
  return kinds.get(symbol.Kind) ?? 'other';
}

export function viewSymbol(symbol: BridgeSymbol | null | undefined): SymbolView | undefined {
  return symbol === null || symbol === undefined ? undefined : { kind: kindOf(symbol), name: symbol.Name };
}

export function viewType(type: BridgeType | null | undefined): StaticType {
  return KQL_TYPES.find((known) => known === type?.Name) ?? 'unknown';
}

export function viewTable(type: BridgeType | null | undefined): StaticTable | undefined {
  if (type?.Columns === undefined || isTuple(type)) return undefined;
  const columns = listOf(type.Columns).map((column) => ({ name: column.Name, type: viewType(column.Type) }));
  return { columns, open: type.IsOpen === true };
}

/** The columns of an expression that makes several, such as `series_fit_line(x)`; undefined for any other. */
export function viewTuple(type: BridgeType | null | undefined): readonly StaticColumn[] | undefined {
  if (type?.Columns === undefined || !isTuple(type)) return undefined;
  return listOf(type.Columns).map((column) => ({ name: column.Name, type: viewType(column.Type) }));
}

/** The column that a name refers to, and all that it was made of; empty for any other name. */
export function columnOrigins(symbol: BridgeSymbol | null | undefined): readonly object[] {
  if (symbol === null || symbol === undefined || kindOf(symbol) !== 'column') return [];
  const found = new Set<BridgeColumn>();
  const waiting = [symbol as BridgeColumn];
  for (let column = waiting.pop(); column !== undefined; column = waiting.pop()) {
    if (found.has(column)) continue;
    found.add(column);
    const { OriginalColumns: originals } = column;
    if (originals !== null && originals !== undefined) waiting.push(...listOf(originals));
  }
  return [...found];
}

function isTuple({ Kind }: BridgeType): boolean {
  return Kind === kustoLanguage().Symbols.SymbolKind['Tuple'];
}

export function listOf<T>(list: BridgeList<T>): readonly T[] {
  return Array.from({ length: list.Count }, (_, index) => list.getItem(index));
}
