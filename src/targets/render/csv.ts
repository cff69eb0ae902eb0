import { csvText } from '../../csv';
import { inertLine } from '../../state';
import type { Matrix } from '../matrix';

/** A line for each rule and target , for a spreadsheet. */
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
  return csvText([head, ...rows.map((row) => row.map(inertLine))]);
}
