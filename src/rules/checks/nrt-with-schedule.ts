import type { Check } from './check';

const SCHEDULE = ['queryFrequency', 'queryPeriod', 'triggerOperator', 'triggerThreshold', 'startTimeUtc'] as const;

export const nrtWithSchedule: Check = {
  code: 'nrt-with-schedule',
  severity: 'error',
  applies: 'rules',
  summary: 'an NRT rule has keys of a schedule',
  why: 'An NRT rule runs every minute over what arrived since and alerts on any row; the service refuses schedule and threshold.',
  bad: 'kind: NRT\nqueryFrequency: 5m',
  good: 'kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:',
  *run({ draft }) {
    if (draft.kind !== 'NRT') return;
    for (const key of SCHEDULE) {
      if (draft[key] === undefined) continue;
      yield {
        path: [key],
        part: 'key',
        message: `\`${key}\` has no place in an NRT rule`,
        help: 'Remove it, or make the rule `kind: Scheduled`.',
      };
    }
  },
};
