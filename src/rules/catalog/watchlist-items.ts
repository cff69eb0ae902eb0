import type { Diagnostic, Source, Span } from '../../diagnostics';
import type { CatalogCode } from './catalog-codes';
import type { CsvCell, CsvTable } from './csv';
import type { LetterCase } from './knowledge';
import { finding } from './loaded';

export interface CheckedItems {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Bytes of a file that the service takes (source: Microsoft Learn, Sentinel watchlists, dated 2025-05-27: 3.8 MB). */
const MOST_BYTES = 3.8 * 1024 * 1024;
/** Of one kind of finding in one file. */
const MOST_FINDINGS = 20;
/** Columns that `_GetWatchlist` adds by itself. */
const OWN_COLUMNS = new Set(['_DTItemId', 'LastUpdatedTimeUTC', 'SearchKey', 'WatchlistItem']);
/** Entity names of KQL (source: Microsoft Learn, Kusto entity names, read 2026-11-24). */
const COLUMN_NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_ .-]{0,1022}[\p{L}\p{N}_])?$/u;

/** Holds a watchlist's rows against what the service takes and what queries need. */
export function checkItems(source: Source, table: CsvTable, searchKey: string, letterCase: LetterCase): CheckedItems {
  const found = new Findings(source);
  const bytes = new TextEncoder().encode(source.text).length;
  if (bytes > MOST_BYTES) {
    found.add(
      'watchlist-size',
      start,
      `the file has ${bytes} bytes; the service takes at most 3.8 MB`,
      'Split the list.',
    );
  }
  for (const { message, span } of table.problems) {
    found.add('watchlist-csv', span, message, 'Put the value in double quotes and write each quote inside it twice.');
  }
  const [header, ...body] = table.rows;
  if (header === undefined) {
    found.add('watchlist-items', start, 'the file is empty, expected a header row and rows', 'Add them.');
    return { columns: [], rows: [], diagnostics: found.diagnostics };
  }
  const columns = header.map(({ text }) => text);
  checkHeader(header, found);
  const key = columns.indexOf(searchKey);
  if (key < 0) {
    found.add(
      'watchlist-search-key',
      spanOfRow(header),
      `the search key ${searchKey} is none of the columns ${columns.join(', ')}`,
      'Name one of them as `itemsSearchKey`; letter case matters.',
    );
  }
  if (body.length === 0) {
    found.add('watchlist-items', spanOfRow(header), 'there are no rows', 'Add one: the service refuses an empty list.');
  }
  const whole = body.filter((row) => hasAllCells(row, columns, found));
  checkRows(whole, found);
  if (key >= 0)
    checkKeys(
      whole.map((row) => row[key]).filter((cell) => cell !== undefined),
      letterCase,
      found,
    );
  const rows = whole.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]?.text ?? ''])));
  return { columns, rows, diagnostics: found.diagnostics };
}

const start: Span = { start: 0, end: 0 };

function checkHeader(header: readonly CsvCell[], found: Findings): void {
  header.forEach(({ text, span }, index) => {
    if (header.findIndex((other) => other.text === text) < index) {
      found.add('watchlist-columns', span, `column ${text} is there twice`, 'Rename one of them.');
    } else if (OWN_COLUMNS.has(text)) {
      found.add('watchlist-columns', span, `_GetWatchlist has a column ${text} of its own`, 'Rename this one.');
    } else if (!COLUMN_NAME.test(text)) {
      const shown = text === '' ? 'a column without a name' : `the column name "${text}"`;
      found.add(
        'watchlist-columns',
        span,
        `found ${shown}, expected letters, digits, and in between also spaces, dots, hyphens`,
        'KQL could not name it otherwise.',
      );
    }
  });
}

function hasAllCells(row: readonly CsvCell[], columns: readonly string[], found: Findings): boolean {
  if (row.length === columns.length) return true;
  found.add(
    'watchlist-csv',
    spanOfRow(row),
    `the row has ${row.length} values, the header ${columns.length}`,
    'A comma inside a value needs double quotes around the value.',
  );
  return false;
}

function checkRows(rows: readonly (readonly CsvCell[])[], found: Findings): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const text = JSON.stringify(row.map((cell) => cell.text));
    if (seen.has(text)) {
      found.warn('watchlist-items', spanOfRow(row), 'the same row is there before', 'Remove it: the service drops it.');
    }
    seen.add(text);
  }
}

function checkKeys(cells: readonly CsvCell[], letterCase: LetterCase, found: Findings): void {
  for (const { text, span } of cells) {
    if (text.trim() === '') {
      found.add('watchlist-search-key', span, 'the search key is blank', 'Fill it in: the service refuses the file.');
      continue;
    }
    const wanted = letterCase === 'lower' ? text.toLowerCase() : letterCase === 'upper' ? text.toUpperCase() : text;
    if (wanted !== text) {
      found.add(
        'watchlist-letter-case',
        span,
        `"${text}" is not in ${letterCase} case, as \`letterCase\` says`,
        `Write ${wanted}.`,
      );
    }
  }
}

function spanOfRow(row: readonly CsvCell[]): Span {
  return { start: row[0]?.span.start ?? 0, end: row.at(-1)?.span.end ?? 0 };
}

class Findings {
  readonly diagnostics: Diagnostic[] = [];
  private readonly counts = new Map<CatalogCode, number>();
  private readonly source: Source;

  constructor(source: Source) {
    this.source = source;
  }

  add(code: CatalogCode, span: Span, message: string, help: string): void {
    this.collect(code, 'error', { span, message, help });
  }

  warn(code: CatalogCode, span: Span, message: string, help: string): void {
    this.collect(code, 'warning', { span, message, help });
  }

  private collect(
    code: CatalogCode,
    severity: Diagnostic['severity'],
    { span, message, help }: { readonly span: Span; readonly message: string; readonly help: string },
  ): void {
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count > MOST_FINDINGS) return;
    const last = count === MOST_FINDINGS ? ' (further findings of this kind are not shown)' : '';
    this.diagnostics.push(finding(code, { severity, source: this.source, span, message: message + last, help }));
  }
}
