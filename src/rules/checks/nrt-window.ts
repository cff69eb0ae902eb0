import { durationWords } from './duration-words';
import type { Check } from './check';

/**
 * A run of an NRT rule looks at the minute of ingestion that ended two minutes before (Microsoft Learn, near-real-time
 * rules, read 2026-11-24): what it sees was ingested up to three minutes ago.
 */
const SEEN = 180;

export const nrtWindow: Check = {
  code: 'nrt-window',
  severity: 'warning',
  applies: 'rules',
  summary: 'an NRT query keeps only events that are younger than what its run sees',
  why: 'A run looks at events that were ingested two to three minutes before. A filter on the time that is narrower leaves out some or all of them.',
  bad: 'kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:\nquery: |\n  SigninLogs\n  | where TimeGenerated > ago(1m)\n  | where ResultType == "50126"',
  good: 'kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:\nquery: |\n  SigninLogs\n  | where ResultType == "50126"',
  *run({ draft, analysis }) {
    if (draft.kind !== 'NRT' || analysis?.walk === undefined) return;
    for (const { span, from, ingestedFrom } of analysis.walk.result.legs.values()) {
      const window = Math.min(from ?? Infinity, ingestedFrom ?? Infinity);
      if (window >= SEEN) continue;
      yield {
        ...analysis.placeOf(span),
        message: `only events of the last ${durationWords(Math.max(0, window))} are kept, and a run sees those that were ingested two to three minutes ago`,
        help: 'Leave the filter out: each run looks at one minute of ingestion, and no event comes twice.',
      };
    }
  },
};
