import { createColors } from 'picocolors';
import { codeSpan } from '../render/code-span';
import { inertLine } from '../render/inert';
import { changeLines } from '../render/terminal';
import { changeLinesMarkdown } from '../render/markdown';
import { plural } from '../render/plan-words';
import type { Drift } from './drift';

const WORDS: Readonly<Record<Drift['kind'], string>> = {
  deleted: 'deleted',
  'auto-disabled': 'switched off by the service',
  edited: 'edited',
  'mark lost': 'mark lost',
  added: 'added, not ours',
};

/** Drift for a person at a terminal or in a log. */
export function renderDrift(
  drift: readonly Drift[],
  { color, target }: { readonly color: boolean; readonly target: string },
): string {
  const paint = createColors(color);
  if (drift.length === 0) return `${inertLine(target)}: as we left it\n`;
  const lines = drift.flatMap((one) => [
    `  ${paint.red('!')} ${WORDS[one.kind]}  ${paint.bold(inertLine(one.title))}  ${inertLine(one.id)}`,
    ...('changes' in one ? one.changes.flatMap((change) => changeLines(change, paint)) : []),
  ]);
  return `${[...lines, '', `${inertLine(target)}: ${plural(drift.length, 'difference')}`].join('\n')}\n`;
}

/** Drift for an issue. Texts that came from a workspace stand in code. */
export function renderDriftMarkdown(drift: readonly Drift[], target: string): string {
  if (drift.length === 0) return `### ${codeSpan(target)} is as we left it\n`;
  const lines = drift.flatMap((one) => [
    `#### ${WORDS[one.kind]}: ${codeSpan(one.title)} ${codeSpan(one.id)}`,
    '',
    ...('changes' in one ? [...one.changes.flatMap(changeLinesMarkdown), ''] : []),
  ]);
  return [`### ${codeSpan(target)}: ${plural(drift.length, 'difference')}`, '', ...lines].join('\n');
}
