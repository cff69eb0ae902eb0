import type { Change, PlanTarget, Resource, ResourceRef } from '../src/state';
import type { Receipt } from './workspace';

/** What became of one action of a plan. */
export type Outcome =
  /** Written, and the service returned what was sent, except `lost`: what it did not take or changed. */
  | { readonly kind: 'created' | 'updated' | 'disabled'; readonly lost: readonly Change[] }
  | { readonly kind: 'deleted' }
  /** Somebody, perhaps a lost answer of ours, had already made it so. */
  | { readonly kind: 'already' }
  /** Not what the plan saw, or something is in the way: nothing was overwritten. */
  | { readonly kind: 'conflict'; readonly message: string }
  /** The service read it and said no, or the plan itself says that it is not to be sent. */
  | {
      readonly kind: 'refused';
      readonly message: string;
      /** Something is there all the same. */ readonly effect?: 'unknown';
    }
  /** The service could not be reached, failed, or let us do nothing. Whether the write took effect is said, not guessed. */
  | { readonly kind: 'failed'; readonly message: string; readonly effect: 'none' | 'unknown' }
  /** Not tried after what happened before. */
  | { readonly kind: 'skipped'; readonly message: string }
  /** A mark whose rule was not written. */
  | { readonly kind: 'without rule' };

export interface ApplyResult extends ResourceRef {
  readonly title: string;
  readonly path?: string;
  /** The verb of the plan. */
  readonly action: 'create' | 'update' | 'quarantine' | 'delete';
  readonly outcome: Outcome;
  /** What is live as far as was seen last; null if it is known that nothing is. */
  readonly live?: Resource | null;
  readonly receipt?: Receipt;
}

/** What a fresh list said after the last write. */
export type Verification =
  { readonly kind: 'verified'; readonly lists: number } | { readonly kind: 'unverified'; readonly message: string };

/** What a deployment did, as a value: one result per action of the plan, in the plan's order. */
export interface ApplyReport {
  readonly target: PlanTarget;
  /** Hash of the plan. */
  readonly plan: string;
  readonly results: readonly ApplyResult[];
  readonly verification: Verification;
  /** Every rule of the last list, where one was made. */
  readonly listed?: readonly Resource[];
}

export type Verdict = 'done' | 'refused' | 'conflict' | 'failed' | 'skipped' | 'without rule';

/** What each result means for the run. A rule that came back otherwise than it was sent is not deployed. */
export function verdictOf({ kind, ...outcome }: Outcome): Verdict {
  switch (kind) {
    case 'created':
    case 'updated':
    case 'disabled':
      return 'lost' in outcome && outcome.lost.length > 0 ? 'refused' : 'done';
    case 'deleted':
    case 'already':
      return 'done';
    case 'conflict':
    case 'refused':
    case 'failed':
    case 'skipped':
    case 'without rule':
      return kind;
  }
}

/** Whether an action took effect: what a record says of it. */
export function effectOf(outcome: Outcome): 'applied' | 'not applied' | 'unknown' {
  switch (outcome.kind) {
    case 'created':
    case 'updated':
    case 'disabled':
    case 'deleted':
    case 'already':
      return 'applied';
    case 'failed':
      return outcome.effect === 'unknown' ? 'unknown' : 'not applied';
    case 'refused':
      return outcome.effect ?? 'not applied';
    case 'conflict':
    case 'skipped':
    case 'without rule':
      return 'not applied';
  }
}
