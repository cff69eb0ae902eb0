import { ruleDuration } from '../rule-duration';
import type { Check } from './check';

const SHORTEST = 300;
const LONGEST = 7 * 86_400;

export const groupingLookback: Check = {
  code: 'grouping-lookback',
  severity: 'error',
  applies: 'rules',
  summary: '`lookbackDuration` is below 5 minutes or above 7 days',
  why: 'The service refuses the rule (scheduled rules overview, read 2026-11-24).',
  bad: 'incidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n    enabled: true\n    reopenClosedIncident: false\n    lookbackDuration: 8d\n    matchingMethod: AnyAlert',
  good: 'incidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n    enabled: true\n    reopenClosedIncident: false\n    lookbackDuration: 7d\n    matchingMethod: AnyAlert',
  *run({ draft }) {
    const text = draft.incidentConfiguration?.groupingConfiguration?.lookbackDuration;
    const seconds = ruleDuration(text);
    if (seconds === undefined || (seconds >= SHORTEST && seconds <= LONGEST)) return;
    yield {
      path: ['incidentConfiguration', 'groupingConfiguration', 'lookbackDuration'],
      message: `\`lookbackDuration\` is ${text}, expected 5 minutes to 7 days`,
    };
  },
};
