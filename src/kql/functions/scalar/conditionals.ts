import { columnBuilder } from '../../table/builder';
import type { Operand } from '../../table/operand';
import { columnOperand, constant, operandReader } from '../../table/operand';
import { convert } from '../../values/convert';
import type { KqlType } from '../../values/type';
import type { Value } from '../../values/value';
import type { ScalarFunction } from '../scalar-function';
import { fnOfColumns, fnOfNulls } from '../scalar-function';
import { compareValues } from '../../values/compare';

const NUMERIC: ReadonlySet<KqlType> = new Set<KqlType>(['int', 'long', 'real', 'decimal']);

/** The one type that values of all these types can take: a dynamic takes any other (source: the official binder). */
function commonType(operands: readonly Operand[]): KqlType | undefined {
  const types = [...new Set(operands.map(({ type }) => type))].filter((type) => type !== 'dynamic');
  const [only = operands[0]?.type ?? 'dynamic'] = types;
  if (types.length <= 1) return only;
  if (types.every((type) => type === 'int' || type === 'long')) return 'long';
  if (types.every((type) => type === 'int' || type === 'long' || type === 'real')) return 'real';
  return types.every((type) => NUMERIC.has(type)) ? 'decimal' : undefined;
}

/** Row by row, the value of the operand that `pick` chooses, in a type that all can take. */
function choose(
  operands: readonly Operand[],
  { type, rowCount }: { readonly type: KqlType; readonly rowCount: number },
  pick: (row: number, values: readonly ((row: number) => Value)[]) => Value,
): Operand {
  const readers = operands.map((operand) => {
    const read = operandReader(operand);
    return operand.type === type ? read : (row: number) => convert(read(row), operand.type, type);
  });
  const builder = columnBuilder(type);
  for (let row = 0; row < rowCount; row++) builder.push(pick(row, readers));
  return columnOperand(builder.finish());
}

const allConstant = (operands: readonly Operand[]): boolean => operands.every(({ kind }) => kind === 'constant');

function fold(operands: readonly Operand[], rowCount: number, make: (rows: number) => Operand): Operand {
  if (!allConstant(operands)) return make(rowCount);
  const one = make(1);
  return constant(one.type, operandReader(one)(0));
}

/** `iff` and `case`: the branch of the first predicate that is true; null is not true. */
function branches(args: readonly Operand[], rowCount: number): Operand | undefined {
  const predicates = args.filter((_, index) => index % 2 === 0 && index < args.length - 1).map(operandReader);
  const results = args.filter((_, index) => index % 2 === 1 || index === args.length - 1);
  const type = commonType(results);
  if (type === undefined) return undefined;
  return fold(args, rowCount, (rows) =>
    choose(results, { type, rowCount: rows }, (row, values) => {
      const index = predicates.findIndex((predicate) => predicate(row) === true);
      return values.at(index)?.(row) ?? null;
    }),
  );
}

/** The first value that is there: not null, and for strings not empty (facts: kql-semantics 1.8). */
function coalesce(args: readonly Operand[], rowCount: number): Operand | undefined {
  const type = commonType(args);
  if (type === undefined) return undefined;
  return fold(args, rowCount, (rows) =>
    choose(args, { type, rowCount: rows }, (row, values) => {
      for (const read of values) {
        const value = read(row);
        if (value !== null && value !== '') return value;
      }
      return values.at(-1)?.(row) ?? null;
    }),
  );
}

function extreme(sign: 1 | -1) {
  return (args: readonly Operand[], rowCount: number): Operand | undefined => {
    const type = commonType(args);
    if (type === undefined) return undefined;
    return fold(args, rowCount, (rows) =>
      choose(args, { type, rowCount: rows }, (row, values) => {
        let best: Value = null;
        for (const read of values) {
          const value = read(row);
          if (value === null) continue;
          if (best === null || compareValues(type, value, best) * sign > 0) best = value;
        }
        return best;
      }),
    );
  };
}

// prettier-ignore
export const conditionals: readonly ScalarFunction[] = [
  fnOfColumns('iff', branches),
  fnOfColumns('iif', branches),
  fnOfColumns('case', branches),
  fnOfColumns('coalesce', coalesce),
  fnOfColumns('max_of', extreme(1)),
  fnOfColumns('min_of', extreme(-1)),
  fnOfNulls('not', ['bool'], 'bool', (value) => (value === null ? null : !value)),
  ...(['isnull', 'isnotnull', 'notnull'] as const).flatMap((name) => nullTest(name, name !== 'isnull')),
];

function nullTest(name: string, wanted: boolean): readonly ScalarFunction[] {
  return [
    fnOfNulls(name, ['json'], 'bool', (value) => (value !== null) === wanted),
    fnOfNulls(name, ['string'], 'bool', () => wanted),
  ];
}
