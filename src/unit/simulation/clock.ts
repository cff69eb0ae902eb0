import type { Rule } from '../../rules';
import type { Event } from '../events/event';
import type { Timeline } from '../test-file/model';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * How long after its time a run executes, so that late rows are there (Microsoft Learn, scheduled rules overview and
 * near-real-time rules, read 2026-11-24).
 */
const DELAY = { Scheduled: 5 * MINUTE, NRT: 2 * MINUTE } as const;

/** When the service executes a run that is scheduled for a time. Milliseconds since 1970, as everywhere here. */
export function executionOf({ kind }: Rule, scheduled: number): number {
  return scheduled + DELAY[kind];
}

/** Whether a run that is scheduled for a time sees an event: one in its window that had arrived when it executed. */
export function sees(rule: Rule, scheduled: number): (event: Event) => boolean {
  if (rule.kind === 'NRT') return ({ ingested }) => ingested > scheduled - MINUTE && ingested <= scheduled;
  const executed = executionOf(rule, scheduled);
  const start = scheduled - rule.queryPeriodSeconds * 1000;
  return ({ generated, ingested }) => generated >= start && generated <= scheduled && ingested <= executed;
}

/** Why a run does not see an event; undefined for one that it sees. */
export function unseenBecause(
  rule: Rule,
  scheduled: number,
  event: Event,
): 'too old' | 'too new' | 'not there yet' | 'no time' | undefined {
  if (sees(rule, scheduled)(event)) return undefined;
  if (Number.isNaN(event.generated)) return 'no time';
  if (rule.kind === 'NRT') return event.ingested > scheduled ? 'not there yet' : 'too old';
  if (event.generated > scheduled) return 'too new';
  return event.ingested > executionOf(rule, scheduled) ? 'not there yet' : 'too old';
}

/**
 * The times for which the runs of a case are scheduled: `now`, or the rule's own schedule from `now` on. An NRT rule runs
 * every minute; minutes in which nothing arrives find nothing and are left out.
 */
export function runTimes(
  rule: Rule,
  { now, timeline }: { readonly now: number; readonly timeline?: Timeline },
  events: readonly Event[],
): readonly number[] {
  const every = rule.kind === 'NRT' ? MINUTE : rule.queryFrequencySeconds * 1000;
  const last =
    timeline === undefined
      ? undefined
      : 'runs' in timeline
        ? now + (timeline.runs - 1) * every
        : now + timeline.days * DAY;
  if (rule.kind === 'NRT') return arrivals(events, last);
  const count = last === undefined ? 1 : Math.floor((last - now) / every) + 1;
  return Array.from({ length: count }, (_, index) => now + index * every);
}

function arrivals(events: readonly Event[], last: number | undefined): readonly number[] {
  const minutes = new Set(events.map(({ ingested }) => Math.ceil(ingested / MINUTE) * MINUTE));
  return [...minutes].filter((minute) => last === undefined || minute <= last).toSorted((a, b) => a - b);
}
