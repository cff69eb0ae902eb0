import type { BoolColumn, CodedColumn, Column } from './column';
import { NULL_BOOL } from './column';
import { columnBuilder } from './builder';
import { gather } from './gather';
import type { KqlType } from '../values/type';
import type { Value } from '../values/value';

type Entry<C extends CodedColumn> = C['dictionary'][number];

/**
 * A predicate over a coded column: it runs once per entry of the dictionary that a row uses, not once per row. A null
 * row gives `ofNull`; a null in the dictionary (of dynamics) is asked like any other entry.
 */
export function testEntries<C extends CodedColumn>(
  column: C,
  test: (entry: Entry<C>) => boolean | null,
  ofNull: boolean | null,
): BoolColumn {
  const { codes } = column;
  const dictionary: readonly Entry<C>[] = column.dictionary;
  const length = codes.length;
  const values = new Uint8Array(length);
  const nullValue = truth(ofNull);
  const known = new Uint8Array(dictionary.length).fill(UNKNOWN);
  for (let row = 0; row < length; row++) {
    const code = codes[row] as number;
    if (code < 0) {
      values[row] = nullValue;
      continue;
    }
    let answer = known[code] as number;
    if (answer === UNKNOWN) {
      answer = truth(test(dictionary[code] as Entry<C>));
      known[code] = answer;
    }
    values[row] = answer;
  }
  return { kind: 'bool', type: 'bool', values };
}

const UNKNOWN = 3;

const truth = (value: boolean | null): number => (value === null ? NULL_BOOL : Number(value));

/** A function of a coded column: it runs once per entry that a row uses, and once for null. */
export function mapEntries<C extends CodedColumn>(
  column: C,
  type: KqlType,
  map: (entry: Entry<C> | null) => Value,
): Column {
  const { codes } = column;
  const dictionary: readonly Entry<C>[] = column.dictionary;
  const length = codes.length;
  const resultOf = new Int32Array(dictionary.length).fill(-1);
  const rows = new Int32Array(length);
  const results = columnBuilder(type);
  let count = 0;
  let nullRow = -1;
  for (let row = 0; row < length; row++) {
    const code = codes[row] as number;
    if (code < 0) {
      if (nullRow < 0) {
        results.push(map(null));
        nullRow = count++;
      }
      rows[row] = nullRow;
      continue;
    }
    let result = resultOf[code] as number;
    if (result < 0) {
      results.push(map(dictionary[code] as Entry<C>));
      result = count++;
      resultOf[code] = result;
    }
    rows[row] = result;
  }
  return gather(results.finish(), rows);
}
