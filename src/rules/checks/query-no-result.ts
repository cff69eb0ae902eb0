import type { Check } from './check';

export const queryNoResult: Check = {
  code: 'query-no-result',
  severity: 'error',
  applies: 'both',
  summary: 'the query returns no rows: it only declares, or ends in a single value',
  why: 'There is nothing that an alert could be made of.',
  bad: 'query: |\n  let Failed = SigninLogs | where ResultType == "50126";',
  good: 'query: |\n  let Failed = SigninLogs | where ResultType == "50126";\n  Failed',
  *run({ analysis }) {
    if (analysis?.walk === undefined || analysis.columns !== undefined || analysis.findings.length > 0) return;
    yield {
      path: ['query'],
      part: 'key',
      message: 'the query returns no table',
      help: 'End it with the rows that are to be alerted on.',
    };
  },
};
