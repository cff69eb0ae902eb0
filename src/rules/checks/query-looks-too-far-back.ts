import { durationWords } from './duration-words';
import type { Check } from './check';
import { scheduleOf } from './schedule-of';

const LONGEST = 14 * 86_400;

export const queryLooksTooFarBack: Check = {
  code: 'query-looks-too-far-back',
  severity: 'warning',
  applies: 'rules',
  summary: 'the query looks further back than `queryPeriod`',
  why: 'The service bounds every table of the query by `queryPeriod`: older rows are never seen, whatever the query asks for, so a baseline is empty and everything looks new.',
  bad: 'queryPeriod: 1d\nquery: |\n  let before = 14d;\n  SigninLogs\n  | where TimeGenerated > ago(before)',
  good: 'queryPeriod: 14d\nquery: |\n  SigninLogs\n  | where TimeGenerated > ago(1h)',
  *run({ draft, analysis }) {
    const schedule = scheduleOf(draft);
    if (analysis?.walk === undefined || schedule === undefined) return;
    for (const { span, time, from } of analysis.walk.comparisons) {
      if (time === undefined || time.role === 'newest' || from?.kind !== 'moment' || time.legs.length === 0) continue;
      // the nearest moment it may mean: `startofday(ago(14d))` is at least 14 days ago
      const back = -from.max;
      if (back <= schedule.period) continue;
      yield {
        ...analysis.placeOf(span),
        message: `this looks ${durationWords(back)} back, and the rule sees only ${durationWords(schedule.period)} (\`queryPeriod: ${draft.queryPeriod}\`)`,
        help:
          back > LONGEST
            ? 'No rule sees more than 14 days: keep what is older in a watchlist or a table of summaries.'
            : 'Set `queryPeriod` to what the query needs (from 2 days on, `queryFrequency` must be an hour or more).',
      };
    }
  },
};
