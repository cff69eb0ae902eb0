import { durationWords } from './duration-words';
import type { Check } from './check';
import { scheduleOf } from './schedule-of';
import type { Impossible } from '../analysis/walk';
import type { QueryWalk } from '../analysis/walk-query';
import type { RuleDraft } from '../rule-file';

export const conditionNeverTrue: Check = {
  code: 'condition-never-true',
  severity: 'warning',
  applies: 'both',
  summary: 'a condition that no row meets, whatever the data',
  why: 'The rule is quiet, and looks as if nothing had happened.',
  bad: 'query: |\n  SigninLogs\n  | where tolower(AppDisplayName) == "Azure Portal"',
  good: 'query: |\n  SigninLogs\n  | where AppDisplayName =~ "Azure Portal"',
  *run({ draft, analysis }) {
    if (analysis?.walk === undefined) return;
    const told = new Set<number>();
    for (const { span, ...words } of [...analysis.walk.impossible, ...outside(draft, analysis.walk)]) {
      if (told.has(span.start)) continue;
      told.add(span.start);
      yield { ...analysis.placeOf(span), ...words };
    }
  },
};

/** Conditions that no row within the rule's period meets. */
function* outside(draft: RuleDraft, { comparisons }: QueryWalk): Generator<Impossible> {
  const schedule = scheduleOf(draft);
  for (const { span, time, from, to } of comparisons) {
    if (time === undefined || time.role === 'newest' || time.legs.length === 0) continue;
    if (from?.kind === 'moment' && from.min >= 0) {
      yield { span, message: 'this asks for rows of the future', help: 'Write `ago(...)`.' };
    } else if (to?.kind === 'moment' && schedule !== undefined && -to.max >= schedule.period) {
      yield {
        span,
        message: `this leaves only rows older than ${durationWords(-to.max)}, and the rule sees none of them (\`queryPeriod: ${draft.queryPeriod}\`)`,
        help: 'Set `queryPeriod` to what the query needs.',
      };
    }
  }
}
