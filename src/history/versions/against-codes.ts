import type { Severity } from '../../diagnostics';

/** What `check --against` finds. */
interface AgainstCode {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
}

export const againstCodes = [
  {
    code: 'version-not-raised',
    severity: 'error',
    summary: 'what is deployed of a rule changed, and its version did not rise',
    why: 'Two states of a rule with one version cannot be told apart in a workspace, a report or a ticket.',
  },
  {
    code: 'version-lowered',
    severity: 'error',
    summary: 'the version of a rule went down',
    why: 'The lower version was another state of the rule before.',
  },
  {
    code: 'id-changed',
    severity: 'error',
    summary: 'a rule got another id',
    why: 'The id is the resource: the workspace gets a second rule, the first is taken away, and incidents, history and exclusions stay with it.',
  },
  {
    code: 'rule-vanished',
    severity: 'error',
    summary: 'a rule is gone without a tombstone',
    why: 'Nobody can tell a rule that was retired from one that was lost.',
  },
  {
    code: 'tombstone-removed',
    severity: 'error',
    summary: 'the tombstone of a rule was removed, and the rule is not back',
    why: 'Its id could be used again, and the reason is lost.',
  },
  {
    code: 'tombstone-changed',
    severity: 'warning',
    summary: 'a tombstone says something else than before',
    why: 'What was true when the rule was retired stays true.',
  },
] as const satisfies readonly AgainstCode[];
