/**
 * Rows as CSV (RFC 4180, CRLF between rows). A cell that a spreadsheet would take for a formula begins with `'`, so that
 * opening the file runs nothing (OWASP, CSV Injection, read 2026-11-24); a row ends where the reader thinks it does.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const inert = /^\s*[=+\-@\t\r|%\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
