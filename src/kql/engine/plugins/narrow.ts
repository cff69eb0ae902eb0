import { unsupported } from '../../kql-error';
import { columnOf } from '../../table/builder';
import { readerOf } from '../../table/reader';
import { slotOf, Table } from '../../table/table';
import { textOf } from '../../values/print';
import type { KqlType } from '../../values/type';
import type { Plugin } from './plugin';

/** The page shows datetimes and booleans otherwise than `tostring` prints them, so only these are sure. */
const PLAIN: ReadonlySet<KqlType> = new Set(['string', 'long', 'int', 'guid']);

/** A row per cell: the number of its row, the name of its column, its text (source: Microsoft Learn, narrow-plugin, read 2026-11-24). */
export const narrow: Plugin = ({ table, span }) => {
  const odd = table.slots.find(({ type }) => !PLAIN.has(type));
  if (odd !== undefined) {
    throw unsupported(`narrow over the ${odd.type} column '${odd.name}'`, span, 'make it a text with tostring before');
  }
  const readers = table.slots.map((slot) => ({ ...slot, read: readerOf(slot.column()) }));
  const rows = Array.from({ length: table.rowCount }, (_, row) => row);
  const numbers = rows.flatMap((row) => readers.map(() => row));
  const names = rows.flatMap(() => readers.map(({ name }) => name));
  const texts = rows.flatMap((row) => readers.map(({ type, read }) => textOf(type, read(row))));
  const slots = [
    slotOf('Row', columnOf('long', numbers)),
    slotOf('Column', columnOf('string', names)),
    slotOf('Value', columnOf('string', texts)),
  ];
  return new Table(slots, numbers.length);
};
