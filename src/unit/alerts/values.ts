import { textOf } from '../../kql';
import type { ResultRow } from './alert';
import { MOST_VALUES } from './limits';

/** The different values of a column as text, in the order of the results, as many as the service keeps. */
export function valuesOf(rows: readonly ResultRow[], column: string): readonly string[] {
  const texts = new Set<string>();
  for (const row of rows) {
    const text = textOf(row[column]);
    if (text !== '') texts.add(text);
    if (texts.size === MOST_VALUES) break;
  }
  return [...texts];
}
