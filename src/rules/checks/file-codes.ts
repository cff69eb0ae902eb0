import type { Severity } from '../../diagnostics';

/** What `check` finds before and after the checks: the file itself, YAML, the schema, compilation, suppressions. */
export interface FileCode {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  /** YAML keys put into a plain rule; a whole file where `whole` is set. Absent where no file can show it. */
  readonly bad?: string;
  readonly good?: string;
  readonly whole?: true;
}

const GOOD = 'name: Password spray against many accounts';

export const fileCodes: readonly FileCode[] = [
  {
    code: 'file-unreadable',
    severity: 'error',
    summary: 'the file cannot be read',
    why: 'Nothing in it is checked or deployed.',
  },
  {
    code: 'file-name',
    severity: 'warning',
    summary: 'a file name that not every system can have',
    why: 'A clone on Windows or a Mac lacks the rule, or has another in its place; git only warns.',
  },
  {
    code: 'yaml-syntax',
    severity: 'error',
    summary: 'the file is not YAML',
    why: 'Other lines than the broken ones are still checked; what they should have said is unknown.',
    bad: 'description: |\nFinds one address that fails to sign in.',
    good: 'description: |\n  Finds one address that fails to sign in.',
  },
  {
    code: 'yaml-empty',
    severity: 'error',
    summary: 'the file is empty',
    why: 'A rule was probably meant to be here.',
    bad: '# nothing yet\n',
    good: GOOD,
    whole: true,
  },
  {
    code: 'yaml-size',
    severity: 'error',
    summary: 'the file has more than a million characters (1,048,576)',
    why: 'No rule needs it; reading it could take all memory.',
  },
  {
    code: 'yaml-depth',
    severity: 'error',
    summary: 'more than 64 levels of nesting',
    why: 'No rule needs it; it is a bracket that is not closed, or an attack.',
    bad: `tags: ${'['.repeat(70)}${']'.repeat(70)}`,
    good: 'tags: [identity]',
  },
  {
    code: 'yaml-documents',
    severity: 'error',
    summary: 'a second YAML document in the file',
    why: 'Most tools read only the first one.',
    bad: 'tags: [identity]\n---\ntags: [endpoint]',
    good: 'tags: [identity, endpoint]',
  },
  {
    code: 'yaml-duplicate-key',
    severity: 'error',
    summary: 'a key is given twice',
    why: 'Tools differ in which of the two they take.',
    bad: 'version: 1.0.0\nversion: 1.0.1',
    good: 'version: 1.0.1',
  },
  {
    code: 'yaml-key',
    severity: 'error',
    summary: 'a key that is not plain text',
    why: 'It is usually `{{ ... }}` without quotes, which YAML reads as a mapping.',
    bad: 'name: {{ name }}',
    good: GOOD,
  },
  {
    code: 'yaml-anchor',
    severity: 'error',
    summary: 'an anchor or alias',
    why: 'A reader of one part of the file would not see what it says; alias bombs exhaust memory.',
    bad: 'tags: [&a identity, *a]',
    good: 'tags: [identity, endpoint]',
  },
  {
    code: 'yaml-merge-key',
    severity: 'error',
    summary: 'a merge key `<<`',
    why: 'It is YAML 1.1: half of the tools take it for a key named `<<`.',
    bad: 'metadata:\n  <<: {}',
    good: 'metadata: {}',
  },
  {
    code: 'yaml-tag',
    severity: 'error',
    summary: 'a tag such as `!!str`',
    why: 'Tools differ in what they make of it; quotes do the same for all.',
    bad: 'version: !!str 1.0.0',
    good: 'version: 1.0.0',
  },
  {
    code: 'unknown-key',
    severity: 'error',
    summary: 'a key that the format does not have',
    why: 'What stands under it would be left out of the deployed rule without a word.',
    bad: 'severty: High',
    good: 'severity: High',
  },
  {
    code: 'missing-key',
    severity: 'error',
    summary: 'a required key is missing',
    why: 'The service refuses the rule, or a tool would have to guess.',
    bad: 'entityMappings:\n  - entityType: IP',
    good: 'entityMappings:\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: IPAddress',
  },
  {
    code: 'wrong-type',
    severity: 'error',
    summary: 'text where a list is expected, and the like',
    why: 'The service refuses it, or reads something else than was meant.',
    bad: 'tactics: InitialAccess',
    good: 'tactics: [InitialAccess]',
  },
  {
    code: 'unknown-value',
    severity: 'error',
    summary: 'a value that is none of the allowed ones',
    why: 'The service refuses it; letter case and spaces count.',
    bad: 'tactics: [Initial Access]',
    good: 'tactics: [InitialAccess]',
  },
  {
    code: 'wrong-format',
    severity: 'error',
    summary: 'text of the wrong form: an id, duration, version, column name',
    why: 'The service refuses it or cannot read it.',
    bad: 'queryFrequency: 1 hour',
    good: 'queryFrequency: 1h',
  },
  {
    code: 'out-of-range',
    severity: 'error',
    summary: 'a number that is too small or too large',
    why: 'The service refuses it.',
    bad: 'triggerThreshold: 10001',
    good: 'triggerThreshold: 10000',
  },
  {
    code: 'wrong-length',
    severity: 'error',
    summary: 'a text or list that is too short or too long',
    why: 'The service refuses it.',
    bad: 'customDetails:\n  ThisNameIsFarTooLongToShow: IPAddress',
    good: 'customDetails:\n  Address: IPAddress',
  },
  {
    code: 'exclusion-marker-missing',
    severity: 'error',
    summary: 'an exclusion has no `// @exclusions` line in the query',
    why: 'It would not be compiled into the query: the false positive would fire.',
    bad: 'exclusions:\n  - { name: scan, scenario: A scan, where: A == 1 }',
    good: 'query: |\n  T\n  // @exclusions\nexclusions:\n  - { name: scan, scenario: A scan, where: A == 1 }',
  },
  {
    code: 'exclusion-not-one-line',
    severity: 'error',
    summary: 'the predicate of an exclusion holds a comment or multi-line text',
    why: 'It is compiled into one line of the query, where a comment would swallow what follows.',
    bad: 'query: |\n  T\n  // @exclusions\nexclusions:\n  - { name: scan, scenario: A scan, where: "A == 1 // scan" }',
    good: 'query: |\n  T\n  // @exclusions\nexclusions:\n  - { name: scan, scenario: A scan, where: A == 1 }',
  },
  {
    code: 'parameter-unknown',
    severity: 'error',
    summary: 'a parameter that the query does not have',
    why: 'Its value would go nowhere.',
    bad: 'parameters: { least: 5 }',
    good: 'query: |\n  let least = 3; // @parameter\n  T | where A > least\nparameters: { least: 5 }',
  },
  {
    code: 'parameter-value',
    severity: 'error',
    summary: 'a parameter of another type than the literal in the query',
    why: 'The compiled query would not be KQL, or would compare something else.',
    bad: 'query: |\n  let least = 3; // @parameter\n  T | where A > least\nparameters: { least: many }',
    good: 'query: |\n  let least = 3; // @parameter\n  T | where A > least\nparameters: { least: 5 }',
  },
  {
    code: 'compiled-query-too-long',
    severity: 'error',
    summary: 'the query has more than 10000 characters with its exclusions',
    why: 'The service refuses the rule (scheduled rules overview, read 2026-11-24).',
  },
  {
    code: 'ignore-reason',
    severity: 'error',
    summary: 'a `sentinel-ignore` comment without a code or a reason',
    why: 'Nobody can tell later whether it still holds. It accepts nothing.',
    bad: 'triggerOperator: lt\ntriggerThreshold: 0 # sentinel-ignore trigger-never',
    good: 'triggerOperator: lt\ntriggerThreshold: 0 # sentinel-ignore trigger-never: A template for others.',
  },
  {
    code: 'ignore-unused',
    severity: 'warning',
    summary: 'an entry of `ignore`, or a `sentinel-ignore` comment, that accepts nothing',
    why: 'It hides the next finding of that kind, which nobody has agreed to.',
    bad: 'ignore:\n  - code: trigger-never\n    reason: Agreed.',
    good: 'triggerOperator: lt\ntriggerThreshold: 0\nignore:\n  - code: trigger-never\n    reason: The rule is a template for others.',
  },
];
