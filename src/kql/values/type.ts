/** The scalar types of KQL (source: Microsoft Learn, scalar-data-types, read 2026-11-24). */
export const KQL_TYPES = [
  'bool',
  'int',
  'long',
  'real',
  'decimal',
  'string',
  'datetime',
  'timespan',
  'guid',
  'dynamic',
] as const;

export type KqlType = (typeof KQL_TYPES)[number];

/** What the binder knows of a type: columns that a plugin makes from data have none before the query runs. */
export type StaticType = KqlType | 'unknown';

const ALIASES: Readonly<Record<string, KqlType>> = {
  boolean: 'bool',
  date: 'datetime',
  time: 'timespan',
  double: 'real',
  int64: 'long',
  int32: 'int',
  uuid: 'guid',
  uniqueid: 'guid',
  object: 'dynamic',
};

/** A type by its name or one of its aliases (`date`, `double`, `boolean`…). */
export function typeNamed(name: string): KqlType | undefined {
  const lower = name.toLowerCase();
  return KQL_TYPES.find((type) => type === lower) ?? ALIASES[lower];
}
