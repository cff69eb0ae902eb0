import { ruleDuration } from '../rule-duration';
import type { Check } from './check';

const SHORTEST = 300;
const LONGEST = 14 * 86_400;

export const scheduleBounds: Check = {
  code: 'schedule-bounds',
  severity: 'error',
  applies: 'rules',
  summary: '`queryFrequency` or `queryPeriod` is below 5 minutes or above 14 days',
  why: 'The service refuses the rule (Microsoft Learn, scheduled rules overview, read 2026-11-24).',
  bad: 'queryFrequency: 1m\nqueryPeriod: 1h',
  good: 'queryFrequency: 1h\nqueryPeriod: 14d\nquery: |\n  SigninLogs\n  | where TimeGenerated > ago(1h)',
  *run({ draft }) {
    if (draft.kind === 'NRT') return;
    for (const key of ['queryFrequency', 'queryPeriod'] as const) {
      const text = draft[key];
      const seconds = ruleDuration(text);
      if (seconds === undefined || (seconds >= SHORTEST && seconds <= LONGEST)) continue;
      yield {
        path: [key],
        message: `\`${key}\` is ${text}, expected 5 minutes to 14 days`,
        help: seconds < SHORTEST ? 'The shortest is 5m; what must be faster is an NRT rule.' : 'The longest is 14d.',
      };
    }
  },
};
