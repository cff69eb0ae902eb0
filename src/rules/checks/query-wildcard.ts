import type { Check } from './check';
import { kqlCode } from './kql-code';

const EVERYTHING = /\b(search|union)[ \t\r\n]+\*(?![\w*])/g;

export const queryWildcard: Check = {
  code: 'query-wildcard',
  severity: 'error',
  applies: 'rules',
  summary: 'the query reads every table: `search *` or `union *`',
  why: 'The service refuses it in an analytics rule (scheduled rules overview, read 2026-11-24).',
  bad: 'query: |\n  search * | where Computer == "a"',
  good: 'query: |\n  union SigninLogs, AADNonInteractiveUserSignInLogs // not union *',
  *run({ query }) {
    if (query === undefined) return;
    for (const match of kqlCode(query.text).matchAll(EVERYTHING)) {
      yield {
        path: ['query'],
        within: { start: match.index, end: match.index + match[0].length },
        message: `\`${match[1]} *\` reads every table, which an analytics rule may not`,
        help: 'Name the tables.',
      };
    }
  },
};
