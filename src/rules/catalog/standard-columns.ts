import type { ColumnSchema } from '../../kql';

/**
 * What every table of a Log Analytics workspace has, whatever else it logs.
 *
 * Source: Microsoft Learn, "Standard columns in Azure Monitor Logs" and the table reference, read 2026-11-24.
 * The reference calls `_IsBillable` a string; Microsoft's own queries compare it with `true`, so it is a bool here.
 */
export const STANDARD_COLUMNS: readonly ColumnSchema[] = [
  { name: 'TenantId', type: 'string' },
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'SourceSystem', type: 'string' },
  { name: 'Type', type: 'string' },
  { name: '_ResourceId', type: 'string' },
  { name: '_SubscriptionId', type: 'string' },
  { name: '_ItemId', type: 'string' },
  { name: '_TimeReceived', type: 'datetime' },
  { name: '_IsBillable', type: 'bool' },
  { name: '_BilledSize', type: 'real' },
];

/** The columns in order, the standard ones that are missing behind them. */
export function withStandardColumns(columns: readonly ColumnSchema[]): readonly ColumnSchema[] {
  const names = new Set(columns.map(({ name }) => name));
  return [...columns, ...STANDARD_COLUMNS.filter(({ name }) => !names.has(name))];
}
