import { ruleDuration } from '../rule-duration';
import type { Check } from './check';

const SHORTEST = 300;
const LONGEST = 86_400;

export const suppressionBounds: Check = {
  code: 'suppression-bounds',
  severity: 'error',
  applies: 'rules',
  summary: '`suppressionDuration` is below 5 minutes or above 24 hours',
  why: 'The service refuses the rule (scheduled rules overview and Terraform azurerm provider, read 2026-11-24).',
  bad: 'suppressionEnabled: true\nsuppressionDuration: 2d',
  good: 'suppressionEnabled: true\nsuppressionDuration: 24h',
  *run({ draft }) {
    const seconds = ruleDuration(draft.suppressionDuration);
    if (seconds === undefined || (seconds >= SHORTEST && seconds <= LONGEST)) return;
    yield {
      path: ['suppressionDuration'],
      message: `\`suppressionDuration\` is ${draft.suppressionDuration}, expected 5 minutes to 24 hours`,
    };
  },
};
