import type { Severity } from '../diagnostics';

/** What `check` finds in `targets` of a rule: it is held against the configuration. */
interface PlacementCode {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
}

export const placementCodes: readonly PlacementCode[] = [
  {
    code: 'target-tag-unknown',
    severity: 'error',
    summary: 'a rule asks for a tag that no target carries',
    why: 'It goes nowhere by that tag: a misspelt tag is a detection that nobody has.',
  },
  {
    code: 'target-unknown',
    severity: 'error',
    summary: 'a rule excepts a target that does not exist',
    why: 'It excepts nothing, and goes where somebody did not want it.',
  },
];
