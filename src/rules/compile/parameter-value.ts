import type { ParameterValue } from '../rule';

interface LiteralKind {
  /** In people's words, with an example. */
  readonly expects: string;
  readonly recognises: RegExp;
  /** The KQL literal for a value, or undefined where the value does not fit. */
  print(value: ParameterValue, literal: string): string | undefined;
}

const TIMESPAN = /^-?\d+(?:\.\d+)?(?:d|h|m|s|ms|microseconds?|ticks?|days?|hours?|minutes?|min|seconds?|sec)$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?Z?)?$/;

const KINDS: readonly LiteralKind[] = [
  {
    expects: 'a text',
    recognises: /^[@hH]?(?:"[^"]*"|'[^']*'|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')$/,
    print: (value) => (typeof value === 'string' ? printText(value) : undefined),
  },
  {
    expects: 'true or false',
    recognises: /^(?:true|false)$/,
    print: (value) => (typeof value === 'boolean' ? String(value) : undefined),
  },
  {
    expects: 'a whole number',
    recognises: /^-?\d+$/,
    print: (value) => (Number.isSafeInteger(value) ? String(value) : undefined),
  },
  {
    expects: 'a number',
    recognises: /^-?\d+\.\d+(?:[eE][+-]?\d+)?$/,
    print: (value) => (typeof value === 'number' && Number.isFinite(value) ? printReal(value) : undefined),
  },
  {
    expects: 'a timespan such as 12h or 7d',
    recognises: TIMESPAN,
    print: (value) => (typeof value === 'string' && TIMESPAN.test(value) ? value : undefined),
  },
  {
    expects: 'a date such as 2026-01-31',
    recognises: /^datetime\([^)]*\)$/,
    print: (value) => (typeof value === 'string' && DATETIME.test(value) ? `datetime(${value})` : undefined),
  },
  {
    expects: 'a list of texts or numbers',
    recognises: /^dynamic\(\s*\[[^]*\]\s*\)$/,
    print: (value) => (Array.isArray(value) ? `dynamic([${value.map(printItem).join(', ')}])` : undefined),
  },
];

/** The KQL text of a tuned value in place of `literal`, or what the literal's kind expects where the value does not fit. */
export function printParameter(
  value: ParameterValue,
  literal: string,
): { readonly kql: string } | { readonly expects: string } {
  const kind = KINDS.find(({ recognises }) => recognises.test(literal));
  if (kind === undefined) {
    return {
      expects: 'a query line whose value is one plain literal (text, number, true/false, timespan, datetime or list)',
    };
  }
  const kql = kind.print(value, literal);
  return kql === undefined ? { expects: kind.expects } : { kql };
}

/** A KQL string literal: only what a double-quoted literal cannot hold is escaped. */
function printText(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    // eslint-disable-next-line no-control-regex -- control characters are what has to be escaped
    .replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${escaped}"`;
}

function printItem(item: string | number | boolean): string {
  return typeof item === 'string' ? printText(item) : String(item);
}

/** Kusto reads `5` as a long: a real keeps its point. */
function printReal(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
