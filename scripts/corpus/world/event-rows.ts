import type { ColumnSchema, JsonRow } from '../../../src/kql';
import type { Literal, Usage } from './usage';
import { xmlText } from './xml-text';

export interface EventRows {
  readonly columns: readonly ColumnSchema[];
  readonly usage: ReadonlyMap<string, Usage>;
  /** When the query runs: events lie before it. */
  readonly now: Date;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** Minutes before now: inside the windows that rules look at, from five minutes to two weeks. */
const AGES: readonly number[] = [2, 9, 40, 150, 500, 1_300, 4_000, 12_000];

/** Of so many rows the first half takes the values that the query names in their order, so that they go together. */
const IN_ORDER = AGES.length / 2;

/** A handful of typed events: values that the query compares with, and plausible ones where it names none. */
export function eventRows({ columns, usage, now, random }: EventRows): readonly JsonRow[] {
  return AGES.map((minutes, row) => {
    const pick = (): number => (row < IN_ORDER ? row : Math.floor(random() * 97));
    const time = new Date(now.getTime() - minutes * 60_000).toISOString();
    return Object.fromEntries(
      columns.map(({ name, type }) => [name, cell({ name, type }, { usage: usage.get(name), time, pick })]),
    );
  });
}

interface CellContext {
  readonly usage: Usage | undefined;
  readonly time: string;
  /** Which of several values it is. */
  readonly pick: () => number;
}

function cell({ name, type }: ColumnSchema, { usage, time, pick }: CellContext): unknown {
  switch (type) {
    case 'datetime':
      return time;
    case 'timespan':
      return `00:0${pick() % 10}:00`;
    case 'bool':
      return chosen(usage, pick, 'boolean') ?? pick() % 2 === 0;
    case 'int':
    case 'long':
      return Math.trunc(Number(chosen(usage, pick, 'number') ?? pick()));
    case 'real':
    case 'decimal':
      return chosen(usage, pick, 'number') ?? pick() / 4;
    case 'guid':
      return guid(pick());
    case 'dynamic':
      return usage === undefined ? { Name: `name-${pick() % 3}` } : json(name, usage, pick);
    case 'string':
      if (usage === undefined || !isJson(usage)) return text(name, usage, pick);
      return usage.xml === true ? xmlText(json(name, usage, pick)) : JSON.stringify(json(name, usage, pick));
  }
}

const isJson = ({ properties, elements }: Usage): boolean => properties.size > 0 || elements !== undefined;

function json(name: string, usage: Usage, pick: () => number): unknown {
  const { elements, properties } = usage;
  if (elements !== undefined) return [json(name, elements, pick), json(name, elements, pick)];
  if (properties.size === 0) return chosen(usage, pick) ?? text(name, undefined, pick);
  const members = [...properties].map(([key, value]) => [key, json(key, value, pick)] as const);
  // what the whole text is compared with stands somewhere in it
  const literal = chosen(usage, pick);
  return Object.fromEntries(literal === undefined ? members : [...members, ['Text', literal]]);
}

function chosen(usage: Usage | undefined, pick: () => number, kind?: 'boolean' | 'number'): Literal | undefined {
  const literals = [...(usage?.literals ?? [])].filter((each) => kind === undefined || typeof each === kind);
  return literals.length === 0 ? undefined : literals[pick() % literals.length];
}

/** Texts of a few values each, so that the rows of different tables meet. */
const TEXTS: readonly (readonly [name: RegExp, make: (pick: number) => string])[] = [
  [/ip(?:v4|v6)?(?:addr|$|_|s$)|ipaddress|ClientIP/i, (pick) => `203.0.113.${(pick % 3) + 1}`],
  [/upn|mail|principalname|^user$|userid|account(?:name)?$/i, (pick) => `user${pick % 3}@contoso.com`],
  [/url|uri/i, (pick) => `https://site${pick % 3}.contoso.com/path?q=${pick % 3}`],
  [/computer|host|device(?:name)?$|dvc/i, (pick) => `pc${pick % 3}.contoso.com`],
  [/(?:guid|id)$/i, (pick) => guid(pick % 3)],
  [/sha256/i, (pick) => String(pick % 3).repeat(64)],
  [/path|folder|file/i, (pick) => `C:\\Windows\\Temp\\file${pick % 3}.exe`],
];

function text(name: string, usage: Usage | undefined, pick: () => number): string {
  const literal = chosen(usage, pick);
  if (literal !== undefined) return String(literal);
  const make = TEXTS.find(([pattern]) => pattern.test(name))?.[1];
  return make === undefined ? `value ${pick() % 3}` : make(pick());
}

const guid = (pick: number): string => `00000000-0000-4000-8000-${String(pick).padStart(12, '0')}`;
