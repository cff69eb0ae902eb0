import fc from 'fast-check';
import { firstRows } from '../../../src/kql/engine/operators/first-rows';

test('the first of a sort', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), fc.nat(40), (values, wanted) => {
      const compare = (a: number, b: number): number => values[a]! - values[b]! || a - b;
      const sorted = [...values.keys()].sort(compare);
      expect([...firstRows(values.length, wanted, compare)]).toEqual(sorted.slice(0, wanted));
    }),
  );
});
