import type { BoolColumn, Column, TextColumn } from './column';
import { NULL_BOOL } from './column';
import { columnBuilder } from './builder';
import { gather } from './gather';
import type { KqlType } from '../values/type';
import type { Value } from '../values/value';

/** A predicate over a text column: it runs once per distinct value, not once per row. A null gives `ofNull`. */
export function testText(column: TextColumn, test: (text: string) => boolean, ofNull: boolean | null): BoolColumn {
  const { codes, dictionary } = column;
  const length = codes.length;
  const values = new Uint8Array(length);
  const nullValue = ofNull === null ? NULL_BOOL : Number(ofNull);
  const known = new Uint8Array(dictionary.length); // 0 unknown, 1 false, 2 true
  for (let row = 0; row < length; row++) {
    const code = codes[row] as number;
    if (code < 0) {
      values[row] = nullValue;
      continue;
    }
    let answer = known[code] as number;
    if (answer === 0) {
      answer = test(dictionary[code] as string) ? 2 : 1;
      known[code] = answer;
    }
    values[row] = answer - 1;
  }
  return { kind: 'bool', type: 'bool', values };
}

/** A function of a text column: it runs once per distinct value. A null gives `ofNull`. */
export function mapText(column: TextColumn, type: KqlType, map: (text: string) => Value, ofNull: Value): Column {
  const { codes, dictionary } = column;
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
        results.push(ofNull);
        nullRow = count++;
      }
      rows[row] = nullRow;
      continue;
    }
    let result = resultOf[code] as number;
    if (result < 0) {
      results.push(map(dictionary[code] as string));
      result = count++;
      resultOf[code] = result;
    }
    rows[row] = result;
  }
  return gather(results.finish(), rows);
}
