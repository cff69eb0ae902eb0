import type { KqlType } from '../../src/kql';

const DATETIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const LONG = /^-?(?:0|[1-9]\d{0,17})$/;
const REAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** `json`: values have their own types; `text`: all is text, and looks decide (CSV). */
type Form = 'json' | 'text';

/** The type of a column that no schema describes, by its values: the one that they all have. */
export function inferType(values: readonly unknown[], form: Form): KqlType {
  const types = new Set<KqlType>();
  for (const value of values) {
    const type = typeOf(value, form);
    if (type !== undefined) types.add(type);
  }
  return common(types);
}

/** Undefined for a value that says nothing: null and the empty text. */
function typeOf(value: unknown, form: Form): KqlType | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'real';
  return typeof value === 'string' ? typeOfText(value, form) : 'dynamic';
}

function typeOfText(text: string, form: Form): KqlType {
  if (DATETIME.test(text)) return 'datetime';
  if (form === 'json') return 'string';
  if (/^(?:true|false)$/i.test(text)) return 'bool';
  if (LONG.test(text)) return 'long';
  return REAL.test(text) ? 'real' : 'string';
}

function common(types: ReadonlySet<KqlType>): KqlType {
  const [only = 'string'] = types;
  if (types.size <= 1) return only;
  if (types.size === 2 && types.has('long') && types.has('real')) return 'real';
  return types.has('dynamic') ? 'dynamic' : 'string';
}
