import { ruleDuration } from '../rule-duration';
import type { Check } from './check';

const LONG_PERIOD = 2 * 86_400;
const LEAST_FREQUENCY = 3600;

export const frequencyTooHighForPeriod: Check = {
  code: 'frequency-too-high-for-period',
  severity: 'error',
  applies: 'rules',
  summary: 'the rule looks back two days or more and runs more often than every hour',
  why: 'The service refuses the rule (scheduled rules overview, read 2026-11-24).',
  bad: 'queryFrequency: 30m\nqueryPeriod: 2d',
  good: 'queryFrequency: 1h\nqueryPeriod: 2d\nquery: |\n  SigninLogs\n  | where TimeGenerated > ago(1h)',
  *run({ draft }) {
    const frequency = ruleDuration(draft.queryFrequency);
    const period = ruleDuration(draft.queryPeriod);
    if (draft.kind === 'NRT' || frequency === undefined || period === undefined) return;
    if (period < LONG_PERIOD || frequency >= LEAST_FREQUENCY) return;
    yield {
      path: ['queryFrequency'],
      message: `\`queryFrequency\` is ${draft.queryFrequency} while \`queryPeriod\` is ${draft.queryPeriod}; with a period of two days or more it is at least 1h`,
      help: 'Run every hour, or look back less than two days.',
    };
  },
};
