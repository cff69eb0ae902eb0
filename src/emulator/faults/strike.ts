import type { EmulatorRequest } from '../exchange';
import { member } from '../json';
import { principalOf } from '../principal';
import type { FaultHits } from '../state/state';
import type { Fault, FaultEffect, FaultMatch } from './fault';

type AllHits = Readonly<Record<string, FaultHits>>;

export interface Struck {
  readonly effects: readonly FaultEffect[];
  /** The ids of the faults that struck. */
  readonly ids: readonly string[];
  readonly hits: AllHits;
}

const NEVER: FaultHits = { matched: 0, struck: 0 };

/** Counts a request against each fault and says which strike. */
export function strike(faults: readonly Fault[], request: EmulatorRequest, before: AllHits): Struck {
  const matching = faults.filter(({ when }) => matches(when, request, before));
  if (matching.length === 0) return { effects: [], ids: [], hits: before };
  const hits = { ...before };
  const striking = matching.filter(({ id, when }) => {
    const { matched, struck } = member(before, id) ?? NEVER;
    const strikes = strikesAt(when, matched + 1);
    hits[id] = { matched: matched + 1, struck: struck + (strikes ? 1 : 0) };
    return strikes;
  });
  return { effects: striking.map(({ effect }) => effect), ids: striking.map(({ id }) => id), hits };
}

function strikesAt({ calls, from = 1, every = 1 }: FaultMatch, count: number): boolean {
  return (calls === undefined || calls.includes(count)) && count >= from && count % every === 0;
}

function matches({ method, path, principal, after }: FaultMatch, request: EmulatorRequest, hits: AllHits): boolean {
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  if (principal !== undefined && principal !== principalOf(request)) return false;
  if (after !== undefined && (member(hits, after) ?? NEVER).struck === 0) return false;
  return path === undefined || request.url.toLowerCase().includes(path.toLowerCase());
}
