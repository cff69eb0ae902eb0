import type { QueryFinding } from '../analysis/query-finding';
import type { Check } from './check';

type Description = Pick<Check, 'severity' | 'summary' | 'why' | 'bad' | 'good'>;

const GOOD = 'query: |\n  SigninLogs\n  | summarize Attempts = count() by UserPrincipalName\n  | where Attempts > 9';

/** What Microsoft's parser and binder find, by our code. A finding may be milder than its code: see its page. */
const DESCRIPTIONS: Readonly<Record<QueryFinding['code'], Description>> = {
  'kql-syntax': {
    severity: 'error',
    summary: 'the query is no KQL',
    why: 'The service refuses the rule. Only the first mistake is shown: the next ones are mostly its echo.',
    bad: 'query: |\n  SigninLogs\n  | summarize Attempts = count( by UserPrincipalName',
    good: GOOD,
  },
  'kql-too-complex': {
    severity: 'error',
    summary: 'the query is nested too deeply to be read',
    why: 'The service has a limit too; a list or a saved function says it better.',
    bad: `query: |\n  SigninLogs\n  | where ${'('.repeat(600)}true${')'.repeat(600)}`,
    good: GOOD,
  },
  'kql-type': {
    severity: 'error',
    summary: 'a value of the wrong type: text compared with a number, a dynamic value as a key',
    why: 'The service refuses the rule.',
    bad: 'query: |\n  SigninLogs\n  | summarize Attempts = count() by UserPrincipalName\n  | where Attempts has "9"',
    good: GOOD,
  },
  'kql-arguments': {
    severity: 'error',
    summary: 'a function with too few or too many arguments, or without parentheses',
    why: 'The service refuses the rule.',
    bad: 'query: |\n  SigninLogs\n  | summarize Attempts = count by UserPrincipalName',
    good: GOOD,
  },
  'kql-name': {
    severity: 'error',
    summary: 'a name that cannot stand where it stands',
    why: 'The service refuses the rule.',
    bad: 'query: |\n  SigninLogs\n  | project-rename User = tolower(UserPrincipalName)',
    good: GOOD,
  },
  'kql-semantic': {
    severity: 'error',
    summary: 'anything else that the official KQL library refuses',
    why: 'The service refuses the rule.',
    bad: 'query: |\n  SigninLogs\n  | extend Part = extract(UserPrincipalName, 1, "a")',
    good: GOOD,
  },
  'unknown-table': {
    severity: 'warning',
    summary: 'a table or function that nobody here knows',
    why: 'The service refuses the rule, unless the workspace has it: then describe it, so that its columns are checked too. With `strict` it is an error.',
    bad: 'query: |\n  SigninLog\n  | where ResultType == "50126"',
    good: GOOD,
  },
  'unknown-table-fuzzy': {
    severity: 'info',
    summary: 'a table of a `union isfuzzy=true` that nobody here knows',
    why: 'The query runs without it: where the name is misspelt, nobody notices.',
    bad: 'query: |\n  union isfuzzy=true SigninLogs, SigninLog\n  | where ResultType == "50126"',
    good: GOOD,
  },
  'unknown-function': {
    severity: 'warning',
    summary: 'a function that nobody here knows',
    why: 'The service refuses the rule, unless the workspace has it as a saved function. With `strict` it is an error.',
    bad: 'query: |\n  SigninLogs\n  | where isnotemty(UserPrincipalName)',
    good: GOOD,
  },
  'unknown-column': {
    severity: 'error',
    summary: 'a column that is not there',
    why: 'The service refuses the rule. A warning where the columns of the table are not all known.',
    bad: 'query: |\n  DeviceProcessEvents\n  | summarize Runs = count() by DeviceName\n  | where Rums > 9',
    good: GOOD,
  },
  'column-gone': {
    severity: 'error',
    summary: 'a column that an operator before has left out',
    why: 'The service refuses the rule.',
    bad: 'query: |\n  SigninLogs\n  | summarize Attempts = count() by UserPrincipalName\n  | where IPAddress != ""',
    good: GOOD,
  },
  'text-property': {
    severity: 'error',
    summary: 'a property of a column that is text',
    why: 'The service refuses the rule: only dynamic values have properties.',
    bad: 'query: |\n  SigninLogs\n  | where UserPrincipalName.domain == "contoso.com"',
    good: 'query: |\n  SigninLogs\n  | where tostring(LocationDetails.city) == "Berlin"',
  },
};

export const kqlFindings: readonly Check[] = Object.entries(DESCRIPTIONS).map(([code, description]) => ({
  code,
  ...description,
  applies: 'both',
  *run({ analysis }) {
    for (const finding of analysis?.findings ?? []) {
      if (finding.code !== code || analysis === undefined) continue;
      const { message, help, severity, span } = finding;
      yield { ...analysis.placeOf(span), severity, message, ...(help === undefined ? {} : { help }) };
    }
  },
}));
