import type { ColumnSchema } from '../../kql';
import type { ResultRow } from '../alerts/alert';
import type { ExpectedRow, ExpectedRows } from '../test-file/model';
import { agrees } from './agrees';
import type { Mismatch } from './mismatch';
import { partners, unpaired } from './pairing';
import { show, showNode } from './show';

/** More than these are counted, not shown. */
const MOST_SHOWN = 10;

/** Results against expected rows, in any order: a row needs the cells that are named, in `exact` no column beside them. */
export function rowMismatches(
  expected: ExpectedRows,
  results: { readonly rows: readonly ResultRow[]; readonly columns: readonly ColumnSchema[] },
  now: number,
): readonly Mismatch[] {
  const types = new Map(results.columns.map(({ name, type }) => [name, type]));
  const fits = ({ cells }: ExpectedRow, row: ResultRow): boolean =>
    [...cells].every(
      ([name, { node }]) => Object.hasOwn(row, name) && agrees(node, row[name], { type: types.get(name), now }),
    );
  const pairs = partners(expected.rows, results.rows, fits);
  const missing = expected.rows.filter((_, index) => pairs[index] === undefined);
  const left = unpaired(results.rows, pairs);
  const named = [...new Set(expected.rows.flatMap(({ cells }) => [...cells.keys()]))];
  const surplus = expected.mode === 'exact' ? [...types.keys()].filter((name) => !named.includes(name)) : [];
  const unknown = named.filter((name) => results.columns.length > 0 && !types.has(name));
  const unexpected = expected.mode === 'include' && missing.length === 0 ? [] : left;
  return [
    ...unknown.map((name) => words(`the result has no column ${name}; it has ${[...types.keys()].join(', ')}`)),
    ...(surplus.length === 0 ? [] : [words(`the result has further columns: ${surplus.join(', ')}`)]),
    ...(missing.length === 0 && unexpected.length === 0
      ? []
      : [
          {
            kind: 'rows' as const,
            columns: named,
            missing: missing.map(({ cells }) => named.map((name) => cellWords(cells, name))),
            unexpected: unexpected.slice(0, MOST_SHOWN).map((row) => named.map((name) => show(row[name]))),
            matched: results.rows.length - left.length,
          },
        ]),
  ];
}

function cellWords(cells: ExpectedRow['cells'], name: string): string {
  const cell = cells.get(name);
  return cell === undefined ? '' : showNode(cell.node);
}

const words = (message: string): Mismatch => ({ kind: 'words', message });
