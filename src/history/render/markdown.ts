import { changeLinesMarkdown, codeSpan } from '../../state';
import type { RuleHistory, ToldVersion } from '../rule-history';
import { eventWords, liveWords, peopleWords, versionWords } from '../words';

/** Histories as markdown. Every text that came from a rule, a path or a commit stands in a code span or a fenced block. */
export function historyMarkdown(histories: readonly RuleHistory[]): string {
  return histories
    .map(({ id, name, path, versions, unplaced }) =>
      [
        `### ${codeSpan(name ?? '(no name)')}`,
        '',
        `${codeSpan(id)} ${codeSpan(path ?? 'gone')}`,
        '',
        ...versions.flatMap(versionLines),
        ...unplaced.map((period) => `- no version of this history: ${codeSpan(liveWords(period))}`),
      ].join('\n'),
    )
    .join('\n');
}

function versionLines(version: ToldVersion): readonly string[] {
  const { made, events, live } = version;
  const lines = events.flatMap((event) => {
    if (event.kind === 'changed') return event.changes.flatMap(changeLinesMarkdown);
    const words = eventWords(event).map((line) => `- ${codeSpan(line)}`);
    return event.kind === 'tuning' ? [...words, ...event.changes.flatMap(changeLinesMarkdown)] : words;
  });
  return [
    `#### ${codeSpan(versionWords(version))}, ${made.committer.at.slice(0, 10)}, ${codeSpan(made.hash.slice(0, 12))}`,
    '',
    codeSpan(made.subject),
    '',
    codeSpan(peopleWords(version)),
    '',
    ...lines,
    ...live.map((period) => `- ${codeSpan(liveWords(period))}`),
    '',
  ];
}
