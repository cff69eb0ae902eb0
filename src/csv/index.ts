/**
 * Rows as CSV (RFC 4180, CRLF after every row), for a spreadsheet: the only writer of it here. A cell that a spreadsheet
 * would take for a formula begins with `'`, so that opening the file runs nothing (OWASP, CSV Injection, read 2026-11-24);
 * blanks and control characters before it are skipped by some. A row ends where the reader thinks it does. A number is
 * nobody's text and stays one, whatever its sign.
 */
export function csvText(rows: Iterable<readonly (string | number)[]>): string {
  return [...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

const FORMULA =
  // eslint-disable-next-line no-control-regex -- a spreadsheet may skip them before it looks
  /^[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028\u2029\u2060\ufeff]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r]/;

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const inert = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n'\u2028\u2029]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
