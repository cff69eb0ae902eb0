import { changeWords } from '../state';
import type { Commit } from './commit';
import type { LivePeriod } from './deployments';
import type { ToldVersion } from './rule-history';
import type { RuleEvent } from './version';

/** An event in a line of words; texts may be hostile. Differences are one phrase each. */
export function eventWords(event: RuleEvent): readonly string[] {
  switch (event.kind) {
    case 'created':
      return ['created'];
    case 'returned':
      return ['came back'];
    case 'deleted':
      return ['taken away'];
    case 'moved':
      return [`moved from ${event.from} to ${event.to}`];
    case 'copied':
      return [`its id is in ${event.paths.length} files: ${event.paths.join(', ')}`];
    case 'copy gone':
      return ['its id is in one file again'];
    case 'continued as':
      return [`the file goes on under the id ${event.id}`];
    case 'continues':
      return [`the file had the id ${event.id} before`];
    case 'changed':
      return event.changes.flatMap((change) => [
        `${change.field} ${changeWords(change)}${change.impact === 'changes' ? '' : ` (${change.impact})`}`,
        ...(change.kind === 'text' ? change.notes : []),
      ]);
    case 'text only':
      return ['only its text: comments, spacing or line ends'];
    case 'readable again':
      return ['can be read again, and is as it was'];
    case 'unreadable':
      return [`cannot be read: ${event.problems[0] ?? 'no rule'}`];
    case 'tests':
      return [`tests ${event.what}`];
    case 'shared':
      return [sharedWords(event)];
    case 'tuning':
      return [`tuning for ${event.target} ${event.what}`];
    case 'retired':
      return [retiredWords(event)];
  }
}

/** `watchlist corporate_egress changed: +1 -0 items` */
function sharedWords({ path, file, what, added, removed }: Extract<RuleEvent, { kind: 'shared' }>): string {
  const unit = /\.csv$/i.test(path) ? 'items' : 'lines';
  const counts = what === 'changed' ? `: +${added} -${removed} ${unit}` : '';
  return `${file.what} ${file.name} ${what}${counts}`;
}

function retiredWords({ what, date, reason, replacement }: Extract<RuleEvent, { kind: 'retired' }>): string {
  const verb = what === 'added' ? 'retired' : `tombstone ${what}`;
  return [
    `${verb}${date === null ? '' : ` ${date}`}${reason === null ? '' : `: ${reason}`}`,
    ...(replacement === null ? [] : [`replaced by ${replacement}`]),
  ].join(', ');
}

/** `written by A, B; merged by C; pull request #3 (claimed)`: who a commit says made a version. */
export function peopleWords({ made, writers, combined }: ToldVersion): string {
  const { author, committer } = made;
  const coAuthors = [made, ...writers].flatMap(({ claims }) => claims.coAuthors.map(({ name }) => name));
  const pulls = [...new Set([made, ...writers].flatMap(({ claims }) => claims.pullRequest ?? []))];
  const wrote = unique(writers.map((writer) => writer.author.name));
  return [
    wrote.length === 0 ? author.name : `${wrote.join(', ')}; merged by ${author.name}`,
    ...(combined ? ['put together in the merge'] : []),
    ...(coAuthors.length === 0 ? [] : [`with ${unique(coAuthors).join(', ')} (claimed)`]),
    ...(committer.name === author.name ? [] : [`committed by ${committer.name}`]),
    ...pulls.map((number) => `pull request #${number} (claimed)`),
    ...made.claims.reverts.map((hash) => `reverts ${hash.slice(0, 7)} (claimed)`),
    signatureWords(made),
  ].join('; ');
}

function signatureWords({ signature }: Commit): string {
  return signature === 'unsigned' ? 'unsigned' : `signature ${signature}`;
}

/** What is not certain of a period, a phrase each. */
export function periodDoubts({ outcome, found, uncommitted }: LivePeriod): readonly string[] {
  return [
    ...(outcome === 'unknown' ? ['whether it took effect is not known'] : []),
    ...(uncommitted ? ['with changes that no commit has'] : []),
    ...(found === 'by body' ? ['found by its body'] : []),
  ];
}

/** What a rule was in a target in a period. */
export function periodState({ action }: LivePeriod): 'live' | 'disabled' | 'deleted' {
  return action === 'delete' ? 'deleted' : action === 'quarantine' ? 'disabled' : 'live';
}

/** `live in prod 2026-01-12T09:00:00Z to 2026-01-19T09:00:00Z` */
export function liveWords(period: LivePeriod): string {
  const { target, action, from, until } = period;
  const doubt = periodDoubts(period);
  const what = `${periodState(period)} in`;
  const span = action === 'delete' ? from : `${from} to ${until ?? 'now'}`;
  return `${what} ${target} ${span}${doubt.length === 0 ? '' : ` (${doubt.join('; ')})`}`;
}

/** The version that the file says, or what is there instead. */
export function versionWords({ reading }: Pick<ToldVersion, 'reading'>): string {
  if (reading === null) return 'gone';
  if (reading.kind === 'unreadable') return 'unreadable';
  const version = reading.file['version'];
  return typeof version === 'string' ? version : 'no version';
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
