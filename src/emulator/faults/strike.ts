import type { EmulatorRequest } from '../exchange';
import { member } from '../json';
import { principalOf } from '../principal';
import type { Fault, FaultEffect, FaultMatch } from './fault';

export interface Struck {
  readonly effects: readonly FaultEffect[];
  /** The ids of the faults that struck. */
  readonly ids: readonly string[];
  /** How many requests each fault has matched. */
  readonly hits: Readonly<Record<string, number>>;
}

/** Counts a request against each fault and says which strike. */
export function strike(
  faults: readonly Fault[],
  request: EmulatorRequest,
  hits: Readonly<Record<string, number>>,
): Struck {
  const matching = faults.filter(({ when }) => matches(when, request));
  if (matching.length === 0) return { effects: [], ids: [], hits };
  const counted = {
    ...hits,
    ...Object.fromEntries(matching.map(({ id }) => [id, (member(hits, id) ?? 0) + 1])),
  };
  const striking = matching.filter(({ id, when }) => strikesAt(when, member(counted, id) ?? 0));
  return { effects: striking.map(({ effect }) => effect), ids: striking.map(({ id }) => id), hits: counted };
}

function strikesAt({ calls, from = 1, every = 1 }: FaultMatch, count: number): boolean {
  return (calls === undefined || calls.includes(count)) && count >= from && count % every === 0;
}

function matches({ method, path, principal }: FaultMatch, request: EmulatorRequest): boolean {
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  if (principal !== undefined && principal !== principalOf(request)) return false;
  return path === undefined || request.url.toLowerCase().includes(path.toLowerCase());
}
