import { durationWords, everyWords } from './duration-words';
import type { Check } from './check';
import { scheduleOf } from './schedule-of';

export const scheduleGap: Check = {
  code: 'schedule-gap',
  severity: 'warning',
  applies: 'rules',
  summary: 'the query looks at less time than passes between two runs',
  why: 'Events in between are in no run.',
  bad: 'queryFrequency: 1d\nqueryPeriod: 1d\nquery: |\n  SigninLogs\n  | where TimeGenerated > ago(1h)',
  good: 'queryFrequency: 1h\nqueryPeriod: 1h\nquery: |\n  SigninLogs\n  | where TimeGenerated > ago(1h)',
  *run({ draft, analysis }) {
    const schedule = scheduleOf(draft);
    if (analysis?.walk === undefined || schedule === undefined) return;
    const { frequency, period } = schedule;
    // where the period itself is too short, or a leg has no rows at all, other checks say so
    const windows = [...analysis.walk.result.legs.values()].map(({ from, to, ingestedFrom }) => ({
      width: Math.min(period, from ?? period, ingestedFrom ?? period) - (to ?? 0),
      empty: (to ?? 0) >= Math.min(period, from ?? period),
    }));
    const widest = Math.max(...windows.map(({ width }) => width));
    if (windows.length === 0 || windows.some(({ empty }) => empty) || widest >= frequency || period < frequency) return;
    yield {
      path: ['queryFrequency'],
      message: `the rule runs ${everyWords(frequency)}, and its query looks at ${durationWords(widest)} of it: what happens in between is never seen`,
      help: 'Run it more often, or let the query look at all the time since the last run.',
    };
  },
};
