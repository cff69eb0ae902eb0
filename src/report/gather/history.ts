import { eventWords, peopleWords, periodDoubts, periodState } from '../../history';
import type { LivePeriod, RuleHistory, ToldVersion } from '../../history';
import { changeWords } from '../../state';
import type { Change } from '../../state';
import type { ReportChange, ReportHands, ReportPeriod, ReportVersion } from '../report-data';

/** A rule's versions as its page tells them, newest first. */
export function versionsOf({ versions }: RuleHistory, handsOf: HandsOf): readonly ReportVersion[] {
  return versions.map((version) => versionOf(version, handsOf)).toReversed();
}

type HandsOf = (period: LivePeriod) => ReportHands | undefined;

function versionOf(version: ToldVersion, handsOf: HandsOf): ReportVersion {
  const { made, events, live } = version;
  return {
    commit: made.hash,
    at: made.committer.at,
    people: peopleWords(version),
    subject: made.subject,
    changes: events.flatMap((event): readonly ReportChange[] => {
      if (event.kind === 'changed') return event.changes.map(changeOf);
      return eventWords(event).map((words) => ({ what: '', words, weakens: false, lines: [] }));
    }),
    live: live.map((period) => periodOf(period, handsOf)),
  };
}

function periodOf(period: LivePeriod, handsOf: HandsOf): ReportPeriod {
  const { target, from, until } = period;
  return {
    target,
    state: periodState(period),
    from,
    until: until ?? undefined,
    doubts: periodDoubts(period),
    hands: handsOf(period),
  };
}

function changeOf(change: Change): ReportChange {
  const { field, impact } = change;
  return {
    what: field,
    // how many lines is told with the lines
    words: change.kind === 'text' ? change.notes.join('; ') : changeWords(change),
    weakens: impact === 'weakens',
    lines: change.kind === 'text' ? change.lines.map(({ sign, text }) => ({ sign, text })) : [],
  };
}
