import { compareText } from '../../diagnostics';
import type { Change, Impact } from '../change';
import type { TextLine } from '../text-diff';
import { rowKey } from './rows';
import type { WatchlistRow } from './rows';

/** Rows that a diff shows; the bodies hold all of them. */
const MOST_SHOWN = 60;
const MOST_CHARACTERS = 200;

type RowsChange = Extract<Change, { kind: 'text' }>;

/** Which rows came, went and changed (another row of the same search key), as one change; none if they are the same. */
export function diffRows(
  before: readonly WatchlistRow[],
  after: readonly WatchlistRow[],
  searchKey: string,
): readonly RowsChange[] {
  const [old, wanted] = [new Set(before.map(rowKey)), new Set(after.map(rowKey))];
  const went = before.filter((row) => !wanted.has(rowKey(row)));
  const came = after.filter((row) => !old.has(rowKey(row)));
  if (went.length === 0 && came.length === 0) return [];
  const byKey = new Map<string, { readonly went: WatchlistRow[]; readonly came: WatchlistRow[] }>();
  const of = (row: WatchlistRow): { readonly went: WatchlistRow[]; readonly came: WatchlistRow[] } => {
    const key = row[searchKey] ?? '';
    const both = byKey.get(key) ?? { went: [], came: [] };
    byKey.set(key, both);
    return both;
  };
  for (const row of went) of(row).went.push(row);
  for (const row of came) of(row).came.push(row);
  const lines = [...byKey]
    .sort(([left], [right]) => compareText(left, right))
    .flatMap(([key, rows]) => linesOf(key, rows, searchKey));
  const more = lines.length - MOST_SHOWN;
  const changed = [...byKey.values()].filter((rows) => rows.went.length > 0 && rows.came.length > 0).length;
  return [
    {
      kind: 'text',
      field: 'rows',
      path: 'rows',
      impact: 'changes',
      added: came.length,
      removed: went.length,
      lines: more > 0 ? [...lines.slice(0, MOST_SHOWN), { sign: 'gap', text: '', note: `${more} more rows` }] : lines,
      notes: changed === 0 ? [] : [`rows changed: ${changed}`],
    },
  ];
}

function linesOf(
  key: string,
  { went, came }: { readonly went: readonly WatchlistRow[]; readonly came: readonly WatchlistRow[] },
  searchKey: string,
): readonly TextLine[] {
  const note = went.length > 0 && came.length > 0 ? { note: 'row changed' } : {};
  const line = (sign: '+' | '-', row: WatchlistRow): TextLine => ({
    sign,
    text: rowWords(key, row, searchKey),
    ...note,
  });
  return [...went.map((row) => line('-', row)), ...came.map((row) => line('+', row))];
}

/** `anna@contoso.com  Country=SE, Until=2026-02-01` */
function rowWords(key: string, row: WatchlistRow, searchKey: string): string {
  const rest = Object.entries(row).filter(([column, value]) => column !== searchKey && value !== '');
  const words = [key, rest.map(([column, value]) => `${column}=${value}`).join(', ')].filter((part) => part !== '');
  const text = words.join('  ');
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}...` : text;
}

/**
 * A row that feeds an exclusion hides what the exclusion then leaves out: rows that came weaken, rows that only went
 * strengthen. Everywhere else the direction of a row is not known.
 */
export function judgeRows(changes: readonly Change[], feeds: readonly string[]): readonly Change[] {
  if (feeds.length === 0) return changes;
  return changes.map((change) => {
    if (change.kind !== 'text' || change.path !== 'rows') return change;
    const impact: Impact = change.added > 0 ? 'weakens' : 'strengthens';
    return { ...change, impact, notes: [...change.notes, `feeds exclusions of ${feeds.join(', ')}`] };
  });
}
