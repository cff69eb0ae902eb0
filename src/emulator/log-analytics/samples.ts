import type { ColumnSchema, TableSchema } from '../../kql';
import samples from './samples.json';

interface SampleTable extends TableSchema {
  readonly description?: string;
}

/** Tables of a workspace that no catalog was given for. */
export const SAMPLE_TABLES: readonly SampleTable[] = samples.tables.map(({ columns, ...table }) => ({
  ...table,
  columns: Object.entries(columns).map(([name, type]) => ({ name, type: type as ColumnSchema['type'] })),
}));

export const SAMPLE_FUNCTIONS = samples.functions;
