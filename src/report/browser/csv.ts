/**
 * A cell that a spreadsheet reads as text: quoted, and with an apostrophe before what would be a formula there
 * (source: OWASP, CSV injection: `=`, `+`, `-`, `@`, tab and carriage return begin one).
 */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // eslint-disable-next-line no-control-regex -- a spreadsheet may skip them before it looks
  const text = /^[\s\u0000-\u0020]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r|%]/.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}

/** A table as RFC 4180 has it. */
export function csvText(header: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  return [header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}
