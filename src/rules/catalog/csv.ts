import type { Span } from '../../diagnostics';

export interface CsvCell {
  readonly text: string;
  readonly span: Span;
}

interface CsvProblem {
  readonly message: string;
  readonly span: Span;
}

export interface CsvTable {
  readonly rows: readonly (readonly CsvCell[])[];
  readonly problems: readonly CsvProblem[];
}

/**
 * Reads comma-separated values (RFC 4180; LF and CRLF; a byte order mark is skipped; blank lines are no rows) with the
 * place of every cell, so that a finding in a list of ten thousand hashes has a line and a column.
 */
export function parseCsv(text: string): CsvTable {
  const rows: CsvCell[][] = [];
  const problems: CsvProblem[] = [];
  let row: CsvCell[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const endRow = (): void => {
    if (row.length > 1 || row[0]?.text !== '') rows.push(row);
    row = [];
  };
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at, problems) : plainCell(text, at, problems);
    row.push(cell);
    at = cell.span.end;
    if (text[at] === ',') {
      at++;
      if (at === text.length) row.push({ text: '', span: { start: at, end: at } });
      continue;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    endRow();
  }
  if (row.length > 0) endRow();
  return { rows, problems };
}

function plainCell(text: string, start: number, problems: CsvProblem[]): CsvCell {
  let end = start;
  while (end < text.length && !',\r\n'.includes(text.charAt(end))) end++;
  const value = text.slice(start, end);
  const quote = value.indexOf('"');
  if (quote >= 0) {
    problems.push({
      message: 'found a double quote inside an unquoted value',
      span: { start: start + quote, end: start + quote + 1 },
    });
  }
  return { text: value, span: { start, end } };
}

function quotedCell(text: string, start: number, problems: CsvProblem[]): CsvCell {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) {
      problems.push({ message: 'found a double quote that is never closed', span: { start, end: start + 1 } });
      return { text: value + text.slice(at), span: { start, end: text.length } };
    }
    value += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    value += '"';
    at++;
  }
  const after = at;
  while (at < text.length && !',\r\n'.includes(text.charAt(at))) at++;
  if (at > after) {
    problems.push({ message: 'found text behind a closing double quote', span: { start: after, end: at } });
  }
  return { text: value, span: { start, end: at } };
}
