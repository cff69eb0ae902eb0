import type { StringTest } from '../../plan/plan';
import { NULL_BOOL } from '../../table/column';
import type { Operand } from '../../table/operand';
import { columnOperand, constant, operandReader } from '../../table/operand';
import { testEntries } from '../../table/coded-kernels';
import { textOf } from '../../values/print';
import { compileRegex } from '../../values/regex';
import { hasTerm } from '../../values/term';
import type { KqlType } from '../../values/type';
import type { Value } from '../../values/value';

type Test = (text: string, needle: string) => boolean;

// prettier-ignore
const TESTS: Readonly<Record<StringTest, Test>> = {
  equals: (text, needle) => text === needle,
  contains: (text, needle) => text.includes(needle),
  startswith: (text, needle) => text.startsWith(needle),
  endswith: (text, needle) => text.endsWith(needle),
  has: (text, needle) => hasTerm(text, needle, 'both'),
  hasprefix: (text, needle) => hasTerm(text, needle, 'prefix'),
  hassuffix: (text, needle) => hasTerm(text, needle, 'suffix'),
  'matches regex': (text, pattern) => compileRegex(pattern)?.test(text) ?? false,
};

export interface StringTestOptions {
  readonly test: StringTest;
  readonly negated: boolean;
  readonly caseSensitive: boolean;
}

/**
 * String operators. Operands that are no strings are tested as text. A null operand fails the test and passes its
 * negation; only two nulls give null, and only for `=~` and `!~` (facts: kql-semantics 1.5).
 */
export function stringTest(options: StringTestOptions, left: Operand, right: Operand, rowCount: number): Operand {
  const { negated, caseSensitive } = options;
  const test = TESTS[options.test];
  const fold = caseSensitive ? (text: string) => text : (text: string) => text.toLowerCase();
  const missing = (operand: Operand, value: Value): boolean => value === null && operand.type !== 'string';

  if (left.kind === 'column' && right.kind === 'constant' && !missing(right, right.value)) {
    const needle = fold(textOf(right.type, right.value));
    const answer = (text: string): boolean => test(fold(text), needle) !== negated;
    if (left.column.kind === 'text') return columnOperand(testEntries(left.column, answer, negated));
    if (left.column.kind === 'dynamic') {
      const ofEntry = (entry: Value): boolean => (entry === null ? negated : answer(textOf('dynamic', entry)));
      return columnOperand(testEntries(left.column, ofEntry, negated));
    }
    return perRow(left.type, operandReader(left), answer, negated, rowCount);
  }
  const a = operandReader(left);
  const b = operandReader(right);
  const one = (row: number): boolean => {
    const x = a(row);
    const y = b(row);
    if (missing(left, x) || missing(right, y)) return negated;
    return test(fold(textOf(left.type, x)), fold(textOf(right.type, y))) !== negated;
  };
  if (left.kind === 'constant' && right.kind === 'constant') return constant('bool', one(0));
  const values = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) values[row] = Number(one(row));
  return columnOperand({ kind: 'bool', type: 'bool', values });
}

function perRow(
  type: KqlType,
  read: (row: number) => Value,
  answer: (text: string) => boolean,
  ofNull: boolean | null,
  rowCount: number,
): Operand {
  const values = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const value = read(row);
    const result = value === null ? ofNull : answer(textOf(type, value));
    values[row] = result === null ? NULL_BOOL : Number(result);
  }
  return columnOperand({ kind: 'bool', type: 'bool', values });
}
