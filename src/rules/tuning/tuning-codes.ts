import type { Severity } from '../../diagnostics';

/** What `check` finds in a tuning file that no rule can have. */
interface TuningCode {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  /** Keys of a tuning file of a plain rule; `rule` and `reason` are there. Tests run them, the documentation shows them. */
  readonly bad?: string;
  readonly good?: string;
  /** Keys put into the rule. */
  readonly rule?: string;
}

export const tuningCodes: readonly TuningCode[] = [
  {
    code: 'tuning-rule-unknown',
    severity: 'error',
    summary: 'a tuning file of a rule that does not exist',
    why: 'It changes nothing: the target gets the rule as it is, with the false positives that this was to end.',
    bad: 'rule: 00000000-0000-4000-8000-000000000000\nseverity: Low',
    good: 'severity: Low',
  },
  {
    code: 'tuning-nrt-schedule',
    severity: 'error',
    summary: 'a tuning file gives an NRT rule a schedule or threshold',
    why: 'NRT rules run every minute and alert on any row: the service refuses it.',
    bad: 'queryFrequency: 2h\nqueryPeriod: 2h',
    good: 'severity: Low',
    rule: 'kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:',
  },
  {
    code: 'tuning-exclusion-duplicate',
    severity: 'error',
    summary: 'an exclusion of a tuning file has the name of one of the rule',
    why: 'Tests, reports and the compiled query name an exclusion; two of one name cannot be told apart.',
    bad: 'exclusions:\n  - { name: scan, scenario: The scan here, where: IPAddress == "10.0.0.2" }',
    good: 'exclusions:\n  - { name: lab-scan, scenario: The scan here, where: IPAddress == "10.0.0.2" }',
    rule: 'query: |\n  SigninLogs\n  // @exclusions\nexclusions:\n  - { name: scan, scenario: A scan, where: IPAddress == "10.0.0.1" }',
  },
  {
    code: 'tuning-target-unknown',
    severity: 'error',
    summary: 'a tuning file in a folder that no target is named like',
    why: 'Nobody reads it: the target that was meant gets the rule as it is.',
  },
  {
    code: 'tuning-twice',
    severity: 'error',
    summary: 'two tuning files of one target for one rule',
    why: 'Which of them would hold depends on their names.',
  },
];
