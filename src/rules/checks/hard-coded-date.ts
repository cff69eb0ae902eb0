import type { Check } from './check';

export const hardCodedDate: Check = {
  code: 'hard-coded-date',
  severity: 'warning',
  applies: 'rules',
  summary: 'the time of events is compared with a fixed date',
  why: 'A rule runs for years: an upper bound that is past keeps it quiet for ever, a lower one soon says nothing.',
  bad: 'query: |\n  SigninLogs\n  | where TimeGenerated between (datetime(2024-01-01) .. datetime(2024-06-30))',
  good: 'query: |\n  SigninLogs\n  | where TimeGenerated > ago(1h)',
  *run({ analysis }) {
    if (analysis?.walk === undefined) return;
    for (const { span, time, from, to } of analysis.walk.comparisons) {
      if (time === undefined || time.role === 'newest' || time.legs.length === 0) continue;
      const place = analysis.placeOf(span);
      if (to?.kind === 'date') {
        yield {
          ...place,
          message: `from ${dateOf(to.at)} on, no event is older than that, and the rule cannot fire`,
          help: 'Write a time that moves with the rule: `ago(...)`.',
        };
      } else if (from?.kind === 'date') {
        yield {
          ...place,
          severity: 'info',
          message: `a fixed date (${dateOf(from.at)}) bounds nothing: the rule sees only its \`queryPeriod\``,
          help: 'Leave it out, or write `ago(...)`.',
        };
      }
    }
  },
};

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
