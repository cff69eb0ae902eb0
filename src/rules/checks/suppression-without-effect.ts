import { ruleDuration } from '../rule-duration';
import type { Check } from './check';

export const suppressionWithoutEffect: Check = {
  code: 'suppression-without-effect',
  severity: 'warning',
  applies: 'rules',
  summary: 'suppression is over before the rule runs again',
  why: 'A suppression shorter than `queryFrequency` skips no run.',
  bad: 'queryFrequency: 1d\nqueryPeriod: 1d\nsuppressionEnabled: true\nsuppressionDuration: 5h',
  good: 'queryFrequency: 1h\nqueryPeriod: 1h\nsuppressionEnabled: true\nsuppressionDuration: 5h',
  *run({ draft }) {
    const frequency = ruleDuration(draft.queryFrequency);
    const suppression = ruleDuration(draft.suppressionDuration);
    if (draft.kind === 'NRT' || draft.suppressionEnabled !== true) return;
    if (frequency === undefined || suppression === undefined || suppression >= frequency) return;
    yield {
      path: ['suppressionDuration'],
      message: `suppression for ${draft.suppressionDuration} is over before the next run (every ${draft.queryFrequency})`,
      help: 'Suppress for at least one run, or set `suppressionEnabled: false`.',
    };
  },
};
