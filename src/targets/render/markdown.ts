import { codeSpan } from '../../state';
import { leftOut, reach } from '../matrix';
import type { Matrix, MatrixCell } from '../matrix';

/** Wider tables cannot be read on a page. */
const MOST_COLUMNS = 20;

/** The matrix for a page or a comment: a column a target where there are few, else what each rule leaves out. */
export function matrixMarkdown(matrix: Matrix): string {
  const { targets, rules } = matrix;
  const table =
    targets.length <= MOST_COLUMNS
      ? [
          `| rule | ${targets.map(({ name }) => codeSpan(name)).join(' | ')} |`,
          `|---|${targets.map(() => ':-:|').join('')}`,
          ...rules.map(({ name, cells }) => `| ${inCell(name)} | ${cells.map(mark).join(' | ')} |`),
        ]
      : [
          '| rule | targets |',
          '|---|---|',
          ...rules.map((rule) => `| ${inCell(rule.name)} | ${reach(rule)} of ${targets.length} |`),
        ];
  const reasons = rules.flatMap((rule) =>
    leftOut(rule, targets).map(
      ({ why, targets: names }) => `- ${inCell(rule.name)} not to ${names.map(codeSpan).join(', ')}: ${codeSpan(why)}`,
    ),
  );
  const tuned = rules.flatMap(({ name, cells }) =>
    cells.flatMap((cell, index) =>
      cell.goes && cell.tuned.length > 0
        ? [`- ${inCell(name)} in ${codeSpan(targets[index]?.name ?? '')}: ${cell.tuned.map(codeSpan).join(', ')}`]
        : [],
    ),
  );
  return [
    '### Rules and targets',
    '',
    ...table,
    '',
    ...(reasons.length === 0 ? [] : ['**Left out**', '', ...reasons, '']),
    ...(tuned.length === 0 ? [] : ['**Tuned**', '', ...tuned, '']),
  ].join('\n');
}

function mark({ goes, tuned }: MatrixCell): string {
  if (!goes) return '';
  return tuned.length > 0 ? '✅ tuned' : '✅';
}

/** A pipe ends a cell even inside a code span. */
function inCell(text: string): string {
  return codeSpan(text).replaceAll('|', '\\|');
}
