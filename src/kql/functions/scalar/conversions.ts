import { convert, parseDynamic } from '../../values/convert';
import { dynamicTypeName } from '../../values/dynamic';
import type { KqlType } from '../../values/type';
import { constant } from '../../table/operand';
import type { Operand } from '../../table/operand';
import type { RowFunction, ScalarFunction } from '../scalar-function';
import { fn, fnOfColumns, fnOfNulls } from '../scalar-function';

const SOURCES: readonly KqlType[] = [
  'bool',
  'int',
  'long',
  'real',
  'decimal',
  'datetime',
  'timespan',
  'guid',
  'string',
  'dynamic',
];

/** A conversion takes every type; what cannot be converted is null (facts: kql-semantics 3.6). */
function conversion(name: string, to: KqlType): readonly RowFunction[] {
  return SOURCES.map((from) => fn(name, [from], to, (value) => convert(value, from, to) as never));
}

const NAMES: Readonly<Partial<Record<KqlType, string>>> = { bool: 'bool' };

function typeName(operand: Operand): Operand | undefined {
  if (operand.type === 'dynamic') return undefined;
  return constant('string', NAMES[operand.type] ?? operand.type);
}

// prettier-ignore
export const conversions: readonly ScalarFunction[] = [
  ...conversion('tostring', 'string'),
  ...conversion('tolong', 'long'),
  ...conversion('toint', 'int'),
  ...conversion('toreal', 'real'),
  ...conversion('todouble', 'real'),
  ...conversion('todecimal', 'decimal'),
  ...conversion('tobool', 'bool'),
  ...conversion('toboolean', 'bool'),
  ...conversion('todatetime', 'datetime'),
  ...conversion('totimespan', 'timespan'),
  ...conversion('toguid', 'guid'),
  fn('parse_json',     ['string'],  'dynamic', parseDynamic),
  fn('parse_json',     ['dynamic'], 'dynamic', (value) => value),
  fn('todynamic',      ['string'],  'dynamic', parseDynamic),
  fn('todynamic',      ['dynamic'], 'dynamic', (value) => value),
  fn('toobject',       ['string'],  'dynamic', parseDynamic),
  fn('toobject',       ['dynamic'], 'dynamic', (value) => value),
  fn('parsejson',      ['string'],  'dynamic', parseDynamic),
  fn('parsejson',      ['dynamic'], 'dynamic', (value) => value),
  fnOfColumns('gettype', ([operand]) => (operand === undefined ? undefined : typeName(operand))),
  fnOfNulls('gettype', ['dynamic'], 'string',  dynamicTypeName),
];
