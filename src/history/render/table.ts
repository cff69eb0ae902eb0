import { createColors } from 'picocolors';
import { changeLines, inertLine } from '../../state';
import type { RuleHistory, ToldVersion } from '../rule-history';
import type { RuleEvent } from '../version';
import { eventWords, liveWords, peopleWords, versionWords } from '../words';

type Colors = ReturnType<typeof createColors>;

export interface HistoryOptions {
  readonly color: boolean;
  /** Every changed line of texts, and who; otherwise a line a version. */
  readonly detail: boolean;
}

/** Histories for a person at a terminal, oldest version first, so that the last line is what holds now. */
export function historyTable(histories: readonly RuleHistory[], { color, detail }: HistoryOptions): string {
  const paint = createColors(color);
  const lines = histories.flatMap((history, index) => [
    ...(index === 0 ? [] : ['']),
    ...head(history, paint),
    ...history.versions.flatMap((version) => (detail ? detailed(version, paint) : [brief(version, paint)])),
    ...history.unplaced.map((period) => `    no version of this history: ${inertLine(liveWords(period))}`),
  ]);
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function head({ id, name, path, versions }: RuleHistory, paint: Colors): readonly string[] {
  const count = `${versions.length} ${versions.length === 1 ? 'version' : 'versions'}`;
  return [`${paint.bold(inertLine(name ?? '(no name)'))}  ${id}`, paint.dim(`${inertLine(path ?? 'gone')}, ${count}`)];
}

function brief(version: ToldVersion, paint: Colors): string {
  const words = version.events.flatMap(eventWords).join('; ');
  return `  ${columns(version, paint)}  ${inertLine(version.made.author.name).padEnd(16)}  ${inertLine(words)}`;
}

function columns(version: ToldVersion, paint: Colors): string {
  const day = version.made.committer.at.slice(0, 10).padEnd(10);
  return `${day}  ${paint.yellow(version.commit.slice(0, 7))}  ${inertLine(versionWords(version)).padEnd(10)}`;
}

function detailed(version: ToldVersion, paint: Colors): readonly string[] {
  return [
    '',
    `  ${columns(version, paint)}  ${inertLine(version.made.subject)}`,
    `      ${paint.dim(inertLine(peopleWords(version)))}`,
    ...version.events.flatMap((event) => eventLines(event, paint)),
    ...version.live.map((period) => `      ${paint.green(inertLine(liveWords(period)))}`),
  ];
}

function eventLines(event: RuleEvent, paint: Colors): readonly string[] {
  const changes = event.kind === 'changed' || event.kind === 'tuning' ? event.changes : [];
  const words = event.kind === 'changed' ? [] : eventWords(event).map((line) => `      ${inertLine(line)}`);
  return [...words, ...changes.flatMap((change) => changeLines(change, paint))];
}
