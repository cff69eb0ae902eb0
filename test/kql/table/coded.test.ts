import fc from 'fast-check';
import { columnOf } from '../../../src/kql/table/builder';
import { mapEntries, testEntries } from '../../../src/kql/table/coded-kernels';
import { isCoded } from '../../../src/kql/table/column';
import type { CodedColumn } from '../../../src/kql/table/column';
import { concatColumns } from '../../../src/kql/table/concat';
import { gather } from '../../../src/kql/table/gather';
import { denseCodes } from '../../../src/kql/table/keys';
import { readerOf } from '../../../src/kql/table/reader';
import { dynamicKey } from '../../../src/kql/values/dynamic';
import type { Dynamic } from '../../../src/kql/values/dynamic';

const dynamics = fc.array(
  fc.constantFrom<Dynamic>(null, 'null', 'a', 1, true, [1, 2], new Map([['k', 1]]), new Map([['k', 2]])),
);
const coded = (values: readonly Dynamic[]): CodedColumn => {
  const column = columnOf('dynamic', values);
  if (!isCoded(column)) throw new Error('expected codes');
  return column;
};
const valuesOf = (column: Parameters<typeof readerOf>[0], length: number): unknown[] =>
  Array.from({ length }, (_, row) => readerOf(column)(row));

test('a column of dynamics reads back', () => {
  fc.assert(fc.property(dynamics, (values) => expect(valuesOf(coded(values), values.length)).toEqual(values)));
});

test('gathering and joining move values, whatever their codes', () => {
  fc.assert(
    fc.property(dynamics, dynamics, (a, b) => {
      const both = concatColumns([coded(a), coded(b), coded(a)]);
      const all = [...a, ...b, ...a];
      expect(valuesOf(both, all.length)).toEqual(all);
      const rows = Int32Array.from([-1, ...all.keys()].toReversed());
      const taken = [...rows].map((row) => all[row] ?? null);
      expect(valuesOf(gather(both, rows), rows.length)).toEqual(taken);
    }),
  );
});

test('equal codes are equal values, and null is no text of that name', () => {
  fc.assert(
    fc.property(dynamics, (values) => {
      const { codes, count } = denseCodes(concatColumns([coded(values), coded(values)]));
      const keys = [...values, ...values].map(dynamicKey);
      for (const [row, key] of keys.entries()) {
        expect(codes[row]).toBeLessThan(count);
        expect(keys.map((other) => other === key)).toEqual([...codes].map((code) => code === codes[row]));
      }
    }),
  );
});

test('a question is asked once per entry, and once for null', () => {
  const repeated = gather(coded(['a', null, 'b']), Int32Array.of(0, 1, 0, 1, 0));
  if (!isCoded(repeated)) throw new Error('expected codes');
  const asked: unknown[] = [];
  const tested = testEntries(
    repeated,
    (entry) => {
      asked.push(entry);
      return entry === 'a';
    },
    null,
  );
  expect([...tested.values]).toEqual([1, 2, 1, 2, 1]);
  expect(asked).toEqual(['a']);
  const mapped = mapEntries(repeated, 'string', (entry) => {
    asked.push(entry);
    return `<${typeof entry === 'string' ? entry : 'null'}>`;
  });
  expect(valuesOf(mapped, 5)).toEqual(['<a>', '<null>', '<a>', '<null>', '<a>']);
  expect(asked).toEqual(['a', 'a', null]);
});
