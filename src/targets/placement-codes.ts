import type { Severity } from '../diagnostics';

/** What `check` finds by holding rules against the targets of the configuration. */
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
  {
    code: 'target-named',
    severity: 'warning',
    summary: 'a shared rule names a target or its workspace, outside of `targets` and `workspace("...")`',
    why: 'It goes to others too, who need not know: what one target alone needs belongs into its tuning.',
  },
];
