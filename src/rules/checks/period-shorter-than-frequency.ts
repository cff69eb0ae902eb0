import { ruleDuration } from '../rule-duration';
import type { Check } from './check';

export const periodShorterThanFrequency: Check = {
  code: 'period-shorter-than-frequency',
  severity: 'error',
  applies: 'rules',
  summary: '`queryPeriod` is shorter than `queryFrequency`',
  why: 'Events between two runs would never be looked at; the service refuses the rule (scheduled rules overview, read 2026-11-24).',
  bad: 'queryFrequency: 1h\nqueryPeriod: 30m',
  good: 'queryFrequency: 1h\nqueryPeriod: 1h',
  *run({ draft }) {
    const frequency = ruleDuration(draft.queryFrequency);
    const period = ruleDuration(draft.queryPeriod);
    if (draft.kind === 'NRT' || frequency === undefined || period === undefined || period >= frequency) return;
    yield {
      path: ['queryPeriod'],
      message: `\`queryPeriod\` (${draft.queryPeriod}) is shorter than \`queryFrequency\` (${draft.queryFrequency})`,
      help: `Look back at least ${draft.queryFrequency}, or run more often.`,
    };
  },
};
