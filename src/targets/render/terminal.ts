import { inertLine } from '../../state';
import { leftOut, reach } from '../matrix';
import type { Matrix, MatrixCell, MatrixTarget } from '../matrix';

const WIDTH = 110;
const NAME_WIDTH = 52;
const NAMES_SHOWN = 6;

/** The matrix for a person: a column a target where they fit, else in how many targets each rule is; then the reasons. */
export function matrixTerminal({ targets, rules }: Matrix): string {
  const names = rules.map(({ name }) => cut(inertLine(name)));
  const width = Math.max(4, ...names.map((name) => name.length));
  const columns = targets.map(({ name }) => Math.max(3, name.length));
  const fits = width + columns.reduce((sum, each) => sum + each + 2, 0) <= WIDTH;
  const line = (head: string, cells: readonly string[]): string =>
    `${head.padEnd(width)}${cells.map((cell, index) => `  ${cell.padEnd(columns[index] ?? 0)}`).join('')}`.trimEnd();
  const rows = fits
    ? [
        line(
          '',
          targets.map(({ name }) => name),
        ),
        ...rules.map(({ cells }, index) => line(names[index] ?? '', cells.map(mark))),
      ]
    : rules.map((rule, index) => `${(names[index] ?? '').padEnd(width)}  ${reach(rule)} of ${targets.length} targets`);
  const reasons = rules.flatMap((rule, index) =>
    leftOut(rule, targets).map(
      ({ why, targets: left }) => `  ${(names[index] ?? '').padEnd(width)}  not to ${listed(left)}: ${inertLine(why)}`,
    ),
  );
  const tuned = rules.flatMap(({ cells }, index) =>
    cells.flatMap((cell, place) =>
      cell.goes && cell.tuned.length > 0
        ? [
            `  ${(names[index] ?? '').padEnd(width)}  ${targets[place]?.name ?? ''}: ${cell.tuned.map(inertLine).join(', ')}`,
          ]
        : [],
    ),
  );
  return [
    ...rows,
    '',
    ...(reasons.length === 0 ? [] : ['Left out:', ...reasons, '']),
    ...(tuned.length === 0 ? [] : ['Tuned:', ...tuned, '']),
    ...targets.map(targetLine),
    '',
    `${rules.length} rule${rules.length === 1 ? '' : 's'}, ${targets.length} target${targets.length === 1 ? '' : 's'}`,
    '',
  ].join('\n');
}

function targetLine({ name, tags, portal, wave, tables }: MatrixTarget): string {
  const known =
    tables === null
      ? `tables not known (\`schema pull --target ${name}\` asks)`
      : `${tables} table${tables === 1 ? '' : 's'}`;
  return [
    name,
    `portal ${portal}`,
    tags.length === 0 ? 'no tags' : `tags ${tags.join(', ')}`,
    ...(wave === null ? [] : [`wave ${wave}`]),
    known,
  ].join('  ');
}

function mark({ goes, tuned }: MatrixCell): string {
  if (!goes) return '-';
  return tuned.length > 0 ? '+ ~' : '+';
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMES_SHOWN;
  return `${names.slice(0, NAMES_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Names of a family differ at their ends: the middle goes. */
function cut(text: string): string {
  if (text.length <= NAME_WIDTH) return text;
  const half = Math.floor((NAME_WIDTH - 3) / 2);
  return `${text.slice(0, NAME_WIDTH - 3 - half)}...${text.slice(-half)}`;
}
