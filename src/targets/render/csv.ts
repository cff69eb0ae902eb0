import { inertLine } from '../../state';
import type { Matrix } from '../matrix';

/** A line for each rule and target (RFC 4180), for a spreadsheet: text that a spreadsheet would run is quoted for it. */
export function matrixCsv({ targets, rules }: Matrix): string {
  const head = ['rule', 'name', 'path', 'target', 'goes', 'why', 'tuned'];
  const rows = rules.flatMap(({ id, name, path, cells }) =>
    cells.map(({ goes, why, tuned }, index) => [
      id,
      name,
      path,
      targets[index]?.name ?? '',
      goes ? 'yes' : 'no',
      why,
      tuned.join(' '),
    ]),
  );
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** OWASP, CSV injection: a cell that begins with one of these is a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(text: string): string {
  const line = inertLine(text);
  const safe = FORMULA.test(text) ? `'${line}` : line;
  return /[",]/.test(safe) || FORMULA.test(text) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
