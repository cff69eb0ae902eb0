import type { Severity } from '../../diagnostics';

/** What `check` finds in tombstones. */
interface TombstoneCode {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
}

export const tombstoneCodes = [
  {
    code: 'tombstone-rule-lives',
    severity: 'error',
    summary: 'a retired rule has a file',
    why: 'Whether it is to be deployed is not clear: either the rule is back, or its file was forgotten.',
  },
  {
    code: 'tombstone-twice',
    severity: 'error',
    summary: 'two tombstones have one id',
    why: 'Which date and reason hold is not clear.',
  },
  {
    code: 'tombstone-replacement-unknown',
    severity: 'warning',
    summary: 'the replacement of a retired rule is no rule',
    why: 'Whoever asks what looks for the same now is sent nowhere.',
  },
] as const satisfies readonly TombstoneCode[];
