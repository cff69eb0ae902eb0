import type { Check } from './check';
import { othersOf } from './others-of';

export const otherWorkspacesNrt: Check = {
  code: 'other-workspaces-nrt',
  severity: 'error',
  applies: 'rules',
  summary: 'an NRT query reads another workspace',
  why: 'NRT rules see their own workspace alone (near-real-time rules, read 2026-11-24).',
  bad: 'kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:\nquery: |\n  union SigninLogs, workspace("soc-2").SigninLogs\n  | where ResultType == "50126"',
  good: 'query: |\n  union SigninLogs, workspace("soc-2").SigninLogs\n  | where ResultType == "50126"',
  *run({ draft, analysis }) {
    if (draft.kind !== 'NRT' || analysis === undefined) return;
    const [first] = othersOf(analysis);
    if (first === undefined) return;
    yield {
      ...analysis.placeOf(first.span),
      message: `an NRT rule cannot read \`${first.by}("${first.name}")\``,
      help: 'Make it a Scheduled rule, or let the other workspace have the rule.',
    };
  },
};
