import { createColors } from 'picocolors';
import { codeSpan, inertLine } from '../../state';
import type { Verdict } from '../verify/verify';

/** A verdict for a person: what is wrong, what holds, what nothing could prove. */
export function renderVerdict(verdict: Verdict, { color }: { readonly color: boolean }): string {
  const paint = createColors(color);
  const { target, entries, problems, anchors, proved, unproved } = verdict;
  const lines = [
    `${inertLine(target)}: ${entries.deployments} deployment entries, ${entries.observations} observations: ${problems.length === 0 ? paint.green('as they were written, as far as can be told') : paint.red(countWords(problems.length))}`,
    ...problems.map(
      ({ kind, where, message }) => `  ${paint.red('x')} ${kind}  ${inertLine(where)}: ${inertLine(message)}`,
    ),
    ...(problems.length > 0 ? [] : ['', 'Proved:', ...proved.map((line) => `  ${inertLine(line)}`)]),
    ...(unproved.length === 0 ? [] : ['', 'Not proved:', ...unproved.map((line) => `  ${inertLine(line)}`)]),
    ...(anchors.length === 0
      ? []
      : [
          '',
          'Anchors, and who could have forged them:',
          ...anchors.map(({ name, entry, forgers }) =>
            inertLine(`  ${name}: ${entry === undefined ? 'proves nothing' : `up to ${entry}`}; ${forgers}`),
          ),
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

export function renderVerdictMarkdown({ target, problems, proved, unproved, anchors }: Verdict): string {
  const list = (title: string, items: readonly string[]): readonly string[] =>
    items.length === 0 ? [] : [`**${title}**`, '', ...items.map((item) => `- ${item}`), ''];
  const lines = [
    `### ${codeSpan(target)}: ${problems.length === 0 ? 'the ledger is as it was written, as far as can be told' : countWords(problems.length)}`,
    '',
    ...list(
      'Wrong',
      problems.map(({ kind, where, message }) => `${kind}, ${codeSpan(where)}: ${codeSpan(message)}`),
    ),
    ...(problems.length > 0 ? [] : list('Proved', proved.map(codeSpan))),
    ...list('Not proved', unproved.map(codeSpan)),
    ...list(
      'Anchors, and who could have forged them',
      anchors.map(
        ({ name, entry, forgers }) =>
          `${codeSpan(name)}: ${entry === undefined ? 'proves nothing' : `up to ${entry}`}; ${codeSpan(forgers)}`,
      ),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function countWords(count: number): string {
  return count === 1 ? '1 thing is not as it was written' : `${count} things are not as they were written`;
}
