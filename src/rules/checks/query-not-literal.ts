import type { Check } from './check';

export const queryNotLiteral: Check = {
  code: 'query-not-literal',
  severity: 'warning',
  applies: 'both',
  summary: 'the query is a folded or quoted text of several lines, or has escapes',
  why: 'A folded block joins lines, so that a `//` comment swallows what follows; and findings in the query have no exact place.',
  bad: 'query: >\n  SigninLogs\n  | take 1',
  good: 'query: |\n  SigninLogs\n  | take 1',
  *run({ query }) {
    if (query === undefined || query.exact) return;
    yield {
      path: ['query'],
      part: 'key',
      message: 'the query is not written as a `|` block: its lines are joined or escaped before they are KQL',
      help: 'Write `query: |` and the KQL below it, indented.',
    };
  },
};
