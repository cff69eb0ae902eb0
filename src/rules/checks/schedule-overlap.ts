import type { TimeComparison } from '../analysis/walk';
import { durationWords, everyWords } from './duration-words';
import type { Check } from './check';
import { scheduleOf } from './schedule-of';

export const scheduleOverlap: Check = {
  code: 'schedule-overlap',
  severity: 'warning',
  applies: 'rules',
  summary: 'every event is in several runs of the rule, and alerts in each of them',
  why: 'The rule sees `queryPeriod` each time, and nothing in the query keeps to what is new since the last run. A remark only where the query counts or groups: a sliding window may be meant.',
  bad: 'queryFrequency: 1d\nqueryPeriod: 5d\nquery: |\n  SigninLogs\n  | where ResultType == "50126"',
  good: 'queryFrequency: 1d\nqueryPeriod: 5d\nquery: |\n  let known = SigninLogs | where TimeGenerated < ago(1d) | distinct IPAddress;\n  SigninLogs\n  | where TimeGenerated > ago(1d)\n  | where IPAddress !in (known)',
  *run({ draft, analysis }) {
    const schedule = scheduleOf(draft);
    if (analysis?.walk === undefined || schedule === undefined) return;
    const { result } = analysis.walk;
    const { frequency, period } = schedule;
    const legs = [...result.legs.values()];
    const newest = legs.length === 1 ? (legs[0]?.to ?? 0) : 0;
    const window = Math.min(period, result.freshness ?? period) - newest;
    const runs = Math.floor(window / frequency);
    if (legs.length === 0 || runs < 2) return;
    if (result.aggregated && analysis.walk.comparisons.some((each) => knowsTheLastRun(each, frequency))) return;
    yield {
      path: ['queryPeriod'],
      severity: result.aggregated ? 'info' : 'warning',
      message: `the rule runs ${everyWords(frequency)} and alerts on ${durationWords(window)} each time: the same events alert in ${runs} runs`,
      help: `Keep to what is new: \`| where TimeGenerated > ago(${draft.queryFrequency})\`, or \`ingestion_time() > ago(${draft.queryFrequency})\`; or shorten \`queryPeriod\`.`,
    };
  },
};

/** A comparison with a moment since the last run: what exactly it does in a query that groups cannot be judged here. */
function knowsTheLastRun({ time, from, to }: TimeComparison, frequency: number): boolean {
  return time !== undefined && [from, to].some((at) => at?.kind === 'moment' && at.max < 0 && -at.min <= frequency);
}
