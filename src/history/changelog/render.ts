import { createColors } from 'picocolors';
import { shortRuleId } from '../../sentinel';
import { changeLines, changeLinesMarkdown, codeSpan, inertJson, inertLine } from '../../state';
import type { ChangelogEntry } from './compare';
import { entryWords, sections } from './words';

export interface Changelog {
  readonly from: string;
  readonly to: string;
  readonly entries: readonly ChangelogEntry[];
}

/** A changelog for a person at a terminal. */
export function changelogTerminal({ from, to, entries }: Changelog, { color }: { readonly color: boolean }): string {
  const paint = createColors(color);
  const head = inertLine(`Rules from ${from} to ${to}`);
  if (entries.length === 0) return `${head}: no rule changed\n`;
  const lines = sections(entries).flatMap(([heading, own]) => [
    '',
    paint.bold(heading),
    ...own.flatMap((entry) => [
      `  ${paint.bold(inertLine(entry.name))}  ${shortRuleId(entry.id)}  ${inertLine(entryWords(entry))}`.trimEnd(),
      ...(entry.kind === 'changed' ? changedLines(entry, paint) : []),
    ]),
  ]);
  return `${[head, ...lines].map((line) => line.trimEnd()).join('\n')}\n`;
}

function changedLines(
  { was, path, changes, tuning }: Extract<ChangelogEntry, { kind: 'changed' }>,
  paint: ReturnType<typeof createColors>,
): readonly string[] {
  return [
    ...(was === null ? [] : [`      moved from ${inertLine(was)} to ${inertLine(path)}`]),
    // the versions stand behind the name
    ...changes.filter(({ field }) => field !== 'version').flatMap((change) => changeLines(change, paint)),
    ...tuning.flatMap((one) => [
      `      tuning for ${inertLine(one.target)} ${one.what}`,
      ...one.changes.flatMap((change) => changeLines(change, paint)).map((line) => `  ${line}`),
    ]),
  ];
}

/** The same as markdown, for release notes. Every text of a rule stands in a code span or a fenced block. */
export function changelogMarkdown({ from, to, entries }: Changelog): string {
  const head = `## Rules from ${codeSpan(from)} to ${codeSpan(to)}`;
  if (entries.length === 0) return `${head}\n\nNo rule changed.\n`;
  const lines = sections(entries).flatMap(([heading, own]) => [
    '',
    `### ${heading}`,
    '',
    ...own.flatMap((entry) => {
      const words = entryWords(entry);
      return [
        `- ${codeSpan(entry.name)} ${codeSpan(entry.id)}${words === '' ? '' : ` ${codeSpan(words)}`}`,
        ...(entry.kind === 'changed' ? changedMarkdown(entry).map((line) => (line === '' ? '' : `  ${line}`)) : []),
      ];
    }),
  ]);
  return `${[head, ...lines].join('\n')}\n`;
}

function changedMarkdown({
  was,
  path,
  changes,
  tuning,
}: Extract<ChangelogEntry, { kind: 'changed' }>): readonly string[] {
  return [
    ...(was === null ? [] : [`- moved from ${codeSpan(was)} to ${codeSpan(path)}`]),
    ...changes.filter(({ field }) => field !== 'version').flatMap(changeLinesMarkdown),
    ...tuning.flatMap((one) => [
      `- tuning for ${codeSpan(one.target)} ${one.what}`,
      ...one.changes.flatMap(changeLinesMarkdown).map((line) => `  ${line}`),
    ]),
  ];
}

export function changelogJson(changelog: Changelog): string {
  return `${inertJson(changelog)}\n`;
}
