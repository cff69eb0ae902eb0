import fc from 'fast-check';
import { callScalar } from '../../../src/kql/functions/resolve';
import { columnOf } from '../../../src/kql/table/builder';
import { columnOperand, constant, operandReader } from '../../../src/kql/table/operand';
import type { KqlType } from '../../../src/kql/values/type';
import type { Value } from '../../../src/kql/values/value';

const HOUR = 36_000_000_000;
const longs = fc.oneof(
  fc.integer({ min: -100, max: 100 }),
  fc.maxSafeInteger(),
  fc.constantFrom(null, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 5 * HOUR, 5 * HOUR - 1),
);
const sizes = fc.oneof(fc.integer({ min: -2, max: 20 }), fc.constantFrom(HOUR, 24 * HOUR, 7 * 24 * HOUR, 2 ** 52));
const types = fc.constantFrom<readonly [KqlType, KqlType]>(
  ['long', 'long'],
  ['timespan', 'timespan'],
  ['datetime', 'timespan'],
);

test('bins of a column are the bins of its values', () => {
  fc.assert(
    fc.property(types, fc.array(longs), sizes, ([type, sizeType], values, size) => {
      const step = constant(sizeType, size);
      const whole = callScalar('bin', [columnOperand(columnOf(type, values)), step], values.length);
      if (whole === undefined) throw new Error('expected bins');
      expect(whole.type).toBe(type);
      for (const [row, value] of values.entries()) {
        const alone = callScalar('bin', [constant(type, value), step], 1);
        const expected: Value = alone === undefined ? null : operandReader(alone)(0);
        expect(operandReader(whole)(row)).toBe(expected);
      }
    }),
    { numRuns: 500 },
  );
});
