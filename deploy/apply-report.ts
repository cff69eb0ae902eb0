import type { Change, PlanTarget, ResourceRef } from '../src/state';

/** What became of one action of a plan. */
export type Outcome =
  /** Written, and the service returned what was sent, except `lost`: what it did not take or changed. */
  | { readonly kind: 'created' | 'updated'; readonly lost: readonly Change[] }
  /** Somebody, perhaps a lost answer of ours, had already made it so. */
  | { readonly kind: 'already' }
  /** Not what the plan saw, or something is in the way: nothing was overwritten. */
  | { readonly kind: 'conflict'; readonly message: string }
  /** The service read it and said no. */
  | { readonly kind: 'refused'; readonly message: string }
  /** The service could not be reached, failed, or let us do nothing. Whether a write took effect may be unknown. */
  | { readonly kind: 'failed'; readonly message: string }
  /** Not tried after what happened before. */
  | { readonly kind: 'skipped'; readonly message: string };

export interface ApplyResult extends ResourceRef {
  readonly title: string;
  readonly path?: string;
  readonly outcome: Outcome;
}

/** What a deployment did, as a value: one result per action of the plan, in the plan's order. */
export interface ApplyReport {
  readonly target: PlanTarget;
  /** Checksum of the plan. */
  readonly checksum: string;
  readonly results: readonly ApplyResult[];
}

export type Verdict = 'done' | 'refused' | 'conflict' | 'failed' | 'skipped';

/** What each result means for the run. A rule that came back otherwise than it was sent is not deployed. */
export function verdictOf({ kind, ...outcome }: Outcome): Verdict {
  switch (kind) {
    case 'created':
    case 'updated':
      return 'lost' in outcome && outcome.lost.length > 0 ? 'refused' : 'done';
    case 'already':
      return 'done';
    case 'conflict':
    case 'refused':
    case 'failed':
    case 'skipped':
      return kind;
  }
}
