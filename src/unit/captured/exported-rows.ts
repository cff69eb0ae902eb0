import type { TableSchema } from '../../kql';
import type { JsonObject, JsonValue } from '../../json';
import { exportedCell } from './exported-cell';

export interface ExportedRows {
  /** Cells by column, in the table's order; empty ones are left out. */
  readonly rows: readonly JsonObject[];
  /** Headings that are no column of the table. */
  readonly unknown: readonly string[];
  /** What cannot be taken, with the row's number, in words. */
  readonly problems: readonly string[];
}

/** Headings of the portal's log view name the zone of their times. */
const ZONE = /^(.+) \[(.+)\]$/;

/** Rows that were exported, by the columns and types of a table. */
export function exportedRows(given: readonly JsonObject[], { name, columns, open }: TableSchema): ExportedRows {
  const types = new Map(columns.map((column) => [column.name, column.type]));
  const order = [...new Set(['TimeGenerated', ...types.keys()])];
  const unknown = new Set<string>();
  const problems: string[] = [];
  const rows = given.map((row, index) => {
    const cells = new Map<string, JsonValue>();
    for (const [heading, value] of Object.entries(row)) {
      const [, column = heading, zone = 'UTC'] = ZONE.exec(heading) ?? [];
      const type = types.get(column) ?? (open === true ? 'string' : undefined);
      if (type === undefined) {
        unknown.add(heading);
        continue;
      }
      if (type === 'datetime' && zone !== 'UTC') {
        problems.push(`${heading}: times in the zone ${zone}; set the portal's time zone to UTC and export again`);
        return {};
      }
      const cell = exportedCell(value, type);
      if (cell.kind === 'bad')
        problems.push(`row ${index + 1}: ${column} of ${name} is ${JSON.stringify(value)}, expected ${cell.expected}`);
      if (cell.kind === 'value') cells.set(column, cell.value);
    }
    return Object.fromEntries(
      [...order.filter((column) => cells.has(column)), ...cells.keys()].map((column) => [
        column,
        cells.get(column) ?? null,
      ]),
    );
  });
  return { rows, unknown: [...unknown], problems: [...new Set(problems)] };
}
