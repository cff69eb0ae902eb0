import type { JsonObject } from '../json';
import type { Guards } from './guards/guards';

/** What our last write left of a resource. */
export interface LastWritten {
  /** Canonical hash. */
  readonly hash: string;
  /** The body as the service returned it; needed only where what is live has another hash. */
  readonly body?: JsonObject;
  readonly tests?: string;
  /** When it was disabled to be deleted, ISO 8601. */
  readonly quarantined?: string;
  /** A later write may have taken effect. */
  readonly uncertain?: boolean;
}

/** What is known of a target from before: the third side of a plan. */
export interface LastKnown {
  /** Hash of the last entry of the chain of deployments. */
  readonly head: string | null;
  /** By `resourceKey`. */
  readonly owned: ReadonlyMap<string, LastWritten>;
  /** Canonical hashes of what a rollback took out, by `resourceKey`. */
  readonly holds: ReadonlyMap<string, string>;
  readonly guards?: Guards;
  /** Number of rules in the last recorded list. */
  readonly listed: number | null;
  readonly etags: 'honoured' | 'ignored' | 'unproven';
  /** Why nothing may rest on it: then nothing is ours, and nothing is written. */
  readonly problem?: string;
}

/** Before the first deployment. */
export const NOTHING_KNOWN: LastKnown = {
  head: null,
  owned: new Map(),
  holds: new Map(),
  listed: null,
  etags: 'unproven',
};
