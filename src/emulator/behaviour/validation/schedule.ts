import { durationSeconds } from '../../contract/duration';
import type { Validation } from './query-rule';

const HOUR = 3600;
const DAY = 86_400;
const INVALID = 'Invalid Properties for Scheduled alert rule:';

/** [S] Azure/Azure-Sentinel, template validation, and Microsoft Learn "scheduled-rules-overview" (read 2026-11-24). */
export const validateSchedule: Validation = ({ queryFrequency, queryPeriod }) => {
  const frequency = queryFrequency === undefined ? undefined : durationSeconds(queryFrequency);
  const period = queryPeriod === undefined ? undefined : durationSeconds(queryPeriod);
  if (frequency === undefined || period === undefined) return undefined;
  if (period < frequency) return `${INVALID} 'queryPeriod' should be greater than or equal to 'queryFrequency'`;
  if (period >= 2 * DAY && frequency < HOUR) {
    return `${INVALID} When 'queryPeriod' greater than or equal to 2 days, the 'queryFrequency' should be greater than or equal to 1 hour.`;
  }
  return undefined;
};

/** [S] the bounds (Microsoft Learn "scheduled-rules-overview"); [U] the text. */
export const validateStart: Validation = ({ startTimeUtc }, now) => {
  if (startTimeUtc === undefined) return undefined;
  const ahead = (Date.parse(startTimeUtc) - now) / 1000;
  if (ahead >= 600 && ahead <= 30 * DAY) return undefined;
  return `${INVALID} 'startTimeUtc' should be between 10 minutes and 30 days from now.`;
};
