import { codeSpan, inertJson, inertLine } from '../../src/state';
import { OUTCOMES } from './placed';
import type { Placed } from './placed';

/** How an import is told, by format. */
export const importFormats = { terminal, markdown, json } as const satisfies Record<
  string,
  (placed: readonly Placed[]) => string
>;

function json(placed: readonly Placed[]): string {
  return `${inertJson({ rules: placed.map((one) => ({ ...one, text: undefined })) })}\n`;
}

function terminal(placed: readonly Placed[]): string {
  const lines = placed.flatMap(({ outcome, name, from, path, details }) => {
    const where = path === undefined ? '' : ` -> ${inertLine(path)}`;
    const title = name === undefined ? '' : `  ${inertLine(name)}`;
    return [
      `${outcome.padEnd(15)} ${inertLine(from)}${where}${title}`,
      ...details.map((detail) => `    ${inertLine(detail)}`),
    ];
  });
  return `${[...lines, totals(placed)].join('\n')}\n`;
}

function markdown(placed: readonly Placed[]): string {
  const rows = placed.map(({ outcome, name = '', from, path = '', details }) =>
    [outcome, name, from, path, details.join('; ')]
      .map((cell) => (cell === '' ? '' : codeSpan(cell).replaceAll('|', '\\|')))
      .join(' | '),
  );
  return [
    `# Import: ${totals(placed)}`,
    '',
    '| outcome | rule | from | file | details |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}

function totals(placed: readonly Placed[]): string {
  const counted = OUTCOMES.flatMap((outcome) => {
    const count = placed.filter((one) => one.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome}`];
  });
  return counted.length === 0 ? 'no rules' : counted.join(', ');
}
