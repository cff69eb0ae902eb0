import type { ColumnSchema } from '../kql';
import type { Rule } from '../rules';
import { textOf } from './text-of';

/** A row of the query's result: cells as JSON, by column. */
export type ResultRow = Readonly<Record<string, unknown>>;

/** An entity of an alert: its type and the identifiers that have a value. */
export interface Entity {
  readonly type: string;
  readonly identifiers: Readonly<Record<string, string>>;
}

/** What an analyst would see. */
export interface Alert {
  readonly severity: string;
  readonly title: string;
  readonly description: string;
  readonly tactics: readonly string[];
  readonly customDetails: Readonly<Record<string, readonly string[]>>;
  readonly entities: readonly Entity[];
  readonly rows: readonly ResultRow[];
}

/** Microsoft Learn, scheduled rules overview and near-real-time rules, read 2026-11-24: the last alert summarises the rest. */
const MOST_ALERTS = { Scheduled: 150, NRT: 30 } as const;
/** Microsoft Learn, Sentinel service limits, read 2026-11-24. */
const MOST_VALUES = 50;
const MOST_ENTITIES = 500;

/** Account names that the service drops when they are mapped as Name (Microsoft Learn, entities reference, read 2026-11-24). */
const RESERVED_ACCOUNTS = new Set(
  'ADMIN ADMINISTRATOR SYSTEM ROOT ANONYMOUS NETWORK NULL LOCALSYSTEM'
    .split(' ')
    .concat('AUTHENTICATED USER', 'LOCAL SYSTEM', 'NETWORK SERVICE'),
);

/** The alerts of one run: one for all rows, or one a row up to the service's limit. */
export function alertsOf(rule: Rule, rows: readonly ResultRow[], columns: readonly ColumnSchema[]): readonly Alert[] {
  if (rows.length === 0 || rule.eventGroupingSettings?.aggregationKind !== 'AlertPerResult') {
    return [alertOf(rule, rows, columns)];
  }
  const most = MOST_ALERTS[rule.kind];
  if (rows.length <= most) return rows.map((row) => alertOf(rule, [row], columns));
  const single = rows.slice(0, most - 1).map((row) => alertOf(rule, [row], columns));
  return [...single, alertOf(rule, rows.slice(most - 1), columns)];
}

function alertOf(rule: Rule, rows: readonly ResultRow[], columns: readonly ColumnSchema[]): Alert {
  const override = rule.alertDetailsOverride;
  const values = (column: string): readonly string[] => distinctValues(rows, column);
  const filled = (format: string | null | undefined, otherwise: string): string =>
    format === null || format === undefined || format === ''
      ? otherwise
      : format.replace(/\{\{([^{}]*)\}\}/g, (_, column: string) => values(column.trim()).join(', '));
  const severity = override?.alertSeverityColumnName;
  const stated = severity === null || severity === undefined ? undefined : values(severity)[0];
  return {
    severity: SEVERITIES.find((each) => each.toLowerCase() === stated?.toLowerCase()) ?? rule.severity,
    title: filled(override?.alertDisplayNameFormat, rule.name),
    description: filled(override?.alertDescriptionFormat, rule.description),
    tactics: tacticsOf(override?.alertTacticsColumnName, values) ?? rule.tactics,
    customDetails: Object.fromEntries(
      Object.entries(rule.customDetails).map(([key, column]) => [key, values(column).slice(0, MOST_VALUES)]),
    ),
    entities: entitiesOf(rule, rows),
    rows: rows.map((row) => Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]))),
  };
}

const SEVERITIES = ['High', 'Medium', 'Low', 'Informational'] as const;

/** A column of tactics holds a list, or one text with commas. An empty one falls back to the rule's. */
function tacticsOf(
  column: string | null | undefined,
  values: (column: string) => readonly string[],
): readonly string[] | undefined {
  if (column === null || column === undefined) return undefined;
  const tactics = values(column)
    .flatMap((text) => text.split(/[,;]\s*/))
    .filter((text) => text !== '');
  return tactics.length === 0 ? undefined : [...new Set(tactics)];
}

function distinctValues(rows: readonly ResultRow[], column: string): readonly string[] {
  const found = new Set<string>();
  for (const row of rows) {
    const value = row[column];
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== null && item !== undefined && item !== '') found.add(textOf(item));
    }
  }
  return [...found];
}

/** Missing values drop an identifier, a reserved account name drops the name, an entity without identifiers is none. */
function entitiesOf({ entityMappings }: Rule, rows: readonly ResultRow[]): readonly Entity[] {
  const share = Math.floor(MOST_ENTITIES / Math.max(1, entityMappings.length));
  return entityMappings.flatMap(({ entityType, fieldMappings }) => {
    const entities = new Map<string, Entity>();
    for (const row of rows) {
      const identifiers: Record<string, string> = {};
      for (const { identifier, columnName } of fieldMappings) {
        const value = row[columnName];
        if (value === null || value === undefined || value === '') continue;
        const text = textOf(value);
        const reserved = entityType === 'Account' && identifier === 'Name' && RESERVED_ACCOUNTS.has(text.toUpperCase());
        if (!reserved) identifiers[identifier] = text;
      }
      if (Object.keys(identifiers).length === 0) continue;
      entities.set(JSON.stringify(identifiers), { type: entityType, identifiers });
    }
    return [...entities.values()].slice(0, share);
  });
}
