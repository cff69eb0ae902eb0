import type { SupportArea, SupportRow } from '../../src/kql';
import { supportMatrix } from '../../src/kql';

/** The text of `docs/kql-support.md`: what of KQL runs offline, from the engine's registries. */
export function kqlSupportPage(): string {
  const areas = supportMatrix();
  return [
    '# What of KQL runs offline',
    '',
    "Written by `npm run docs` from the engine's registries, beside the names that Microsoft's parser knows. What does not run is an error",
    'with a place (`unsupported`), never a guess. How the answers compare with the real engine: `npm run conformance -- DIR`.',
    '',
    '| | runs | in part | not |',
    '|---|---:|---:|---:|',
    ...areas.map(({ title, rows }) => `| [${title}](#${anchorOf(title)}) | ${counts(rows).join(' | ')} |`),
    '',
    ...areas.flatMap(section),
  ].join('\n');
}

const SUPPORTS: readonly SupportRow['support'][] = ['yes', 'in part', 'no'];

function counts(rows: readonly SupportRow[]): readonly number[] {
  return SUPPORTS.map((support) => rows.filter((row) => row.support === support).length);
}

/** As GitHub makes it of a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}

function section({ title, rows }: SupportArea): readonly string[] {
  const of = (support: SupportRow['support']): readonly SupportRow[] => rows.filter((row) => row.support === support);
  return [`## ${title}`, '', ...paragraph('Runs', of('yes')), ...list('In part', of('in part')), ...refused(of('no'))];
}

function paragraph(title: string, rows: readonly SupportRow[]): readonly string[] {
  return rows.length === 0 ? [] : [`${title}: ${rows.map(code).join(', ')}.`, ''];
}

function list(title: string, rows: readonly SupportRow[]): readonly string[] {
  return rows.length === 0 ? [] : [`${title}:`, '', ...rows.map((row) => `- ${code(row)}: ${row.hint ?? ''}`), ''];
}

/** Names with one reason together. */
function refused(rows: readonly SupportRow[]): readonly string[] {
  const hints = [...new Set(rows.flatMap(({ hint }) => (hint === undefined ? [] : [hint])))];
  const reasons = hints.map((hint) => `- ${names(rows, hint)}: ${hint}`);
  const others = rows.filter(({ hint }) => hint === undefined);
  const open = others.length === 0 ? [] : [`- ${others.map(code).join(', ')}`];
  return rows.length === 0 ? [] : ['Does not run:', '', ...reasons, ...open, ''];
}

function names(rows: readonly SupportRow[], hint: string): string {
  return rows
    .filter((row) => row.hint === hint)
    .map(code)
    .join(', ');
}

const code = ({ name }: SupportRow): string => `\`${name}\``;
