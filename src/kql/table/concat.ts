import type { Dynamic } from '../values/dynamic';
import type { Column, DynamicColumn, TextColumn } from './column';
import { lengthOf } from './column';
import { columnBuilder } from './builder';
import { readerOf } from './reader';

/** One column after another. All must have the same type. */
export function concatColumns(columns: readonly Column[]): Column {
  const [first, ...rest] = columns;
  if (first === undefined) throw new Error('nothing to concatenate');
  if (rest.length === 0) return first;
  if (columns.every((column): column is TextColumn => column.kind === 'text')) return concatText(columns);
  if (first.kind === 'number' && columns.every((column) => column.kind === 'number')) {
    const length = columns.reduce((sum, column) => sum + column.values.length, 0);
    const values = new Float64Array(length);
    const nulls = columns.some((column) => column.nulls !== undefined) ? new Uint8Array(length) : undefined;
    let at = 0;
    for (const column of columns) {
      values.set(column.values, at);
      if (column.nulls !== undefined) nulls?.set(column.nulls, at);
      at += column.values.length;
    }
    return { ...first, values, nulls };
  }
  if (columns.every((column): column is DynamicColumn => column.kind === 'dynamic')) return concatDynamic(columns);
  const builder = columnBuilder(first.type);
  for (const column of columns) {
    const read = readerOf(column);
    const length = lengthOf(column);
    for (let row = 0; row < length; row++) builder.push(read(row));
  }
  return builder.finish();
}

function concatDynamic(columns: readonly DynamicColumn[]): DynamicColumn {
  const codes = new Int32Array(columns.reduce((sum, column) => sum + column.codes.length, 0));
  const dictionary: Dynamic[] = [];
  const starts = new Map<readonly Dynamic[], number>();
  let at = 0;
  for (const column of columns) {
    const known = starts.get(column.dictionary);
    const from = known ?? dictionary.length;
    starts.set(column.dictionary, from);
    if (known === undefined) for (const entry of column.dictionary) dictionary.push(entry);
    for (const code of column.codes) codes[at++] = code < 0 ? -1 : code + from;
  }
  return { kind: 'dynamic', type: 'dynamic', codes, dictionary };
}

function concatText(columns: readonly TextColumn[]): TextColumn {
  const [first] = columns;
  if (first === undefined) throw new Error('nothing to concatenate');
  const codes = new Int32Array(columns.reduce((sum, column) => sum + column.codes.length, 0));
  const shared = columns.every((column) => column.dictionary === first.dictionary);
  const dictionary: string[] = [];
  const known = new Map<string, number>();
  const codeOf = (text: string): number => {
    const found = known.get(text);
    if (found !== undefined) return found;
    known.set(text, dictionary.length);
    return dictionary.push(text) - 1;
  };
  const merged = new Map<readonly string[], readonly number[]>();
  let at = 0;
  for (const column of columns) {
    if (shared) {
      codes.set(column.codes, at);
    } else {
      const code = merged.get(column.dictionary) ?? column.dictionary.map(codeOf);
      merged.set(column.dictionary, code);
      for (let row = 0; row < column.codes.length; row++) codes[at + row] = code[column.codes[row] as number] ?? -1;
    }
    at += column.codes.length;
  }
  return shared ? { ...first, codes } : { ...first, codes, dictionary, distinct: true };
}
