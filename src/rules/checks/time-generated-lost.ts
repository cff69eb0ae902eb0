import { resultColumn } from '../analysis/result';
import { operatorPlace } from '../analysis/unknown-name';
import type { Check } from './check';

export const timeGeneratedLost: Check = {
  code: 'time-generated-lost',
  severity: 'info',
  applies: 'rules',
  summary: 'every row becomes an alert, and rows do not say when',
  why: 'Without `TimeGenerated` in the result each alert carries the time range of the query instead of that of its event.',
  bad: 'eventGroupingSettings:\n  aggregationKind: AlertPerResult\nquery: |\n  SigninLogs\n  | summarize Attempts = count() by UserPrincipalName',
  good: 'eventGroupingSettings:\n  aggregationKind: AlertPerResult\nquery: |\n  SigninLogs\n  | summarize Attempts = count(), TimeGenerated = max(TimeGenerated) by UserPrincipalName',
  *run({ draft, analysis }) {
    if (analysis === undefined || draft.eventGroupingSettings?.aggregationKind !== 'AlertPerResult') return;
    const answer = resultColumn(analysis, 'TimeGenerated');
    if (answer?.kind !== 'missing' || answer.leftOutBy === undefined) return;
    const { keyword } = operatorPlace(answer.leftOutBy, analysis.compiled.text);
    yield {
      ...analysis.placeOf(answer.leftOutBy.span),
      message: `\`${keyword}\` leaves \`TimeGenerated\` out, and every row becomes an alert`,
      help: keyword === 'summarize' ? 'Add `TimeGenerated = max(TimeGenerated)`.' : `Keep it in \`${keyword}\`.`,
    };
  },
};
