import fc from 'fast-check';
import { columnOf } from '../../../src/kql/table/builder';
import { readerOf } from '../../../src/kql/table/reader';
import { renamed, tableOf } from '../../../src/kql/table/table';
import type { Table } from '../../../src/kql/table/table';

const VALUES = ['a', 'b', 'c', 'd', 'e'];
const given = (): Table => tableOf({ Text: columnOf('string', VALUES), Count: columnOf('long', [1, 2, 3, 4, null]) });
const rowsOf = (table: Table): readonly unknown[] => {
  const readers = table.slots.map((slot) => readerOf(slot.column()));
  return Array.from({ length: table.rowCount }, (_, row) => readers.map((read) => read(row)));
};

test('rows of rows of rows are the same whenever columns are read', () => {
  const places = fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 5, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(places, { maxLength: 4 }),
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      (steps, reads) => {
        let table = given();
        let expected = rowsOf(table);
        for (const [index, step] of steps.entries()) {
          const rows = Int32Array.from(step);
          table = table.gather(rows).withSlots(table.gather(rows).slots.map((slot) => renamed(slot, `${slot.name}x`)));
          expected = step.map((row) => expected[row] ?? ['', null]);
          if (reads[index] === true) table.slots[0]?.column();
        }
        expect(rowsOf(table)).toEqual(expected);
      },
    ),
  );
});
