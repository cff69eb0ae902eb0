import { hashJson, isObject, parseJson } from '../json';
import type { JsonObject } from '../json';
import { problemsOf } from '../schema';
import { chainProblems } from './chain';
import type { ChainProblem } from './chain';
import type { DeploymentEntry, Entry, ObservationEntry } from './entry';
import type { ChainName } from './record';
import type { EntryText, LedgerStore } from './store';

export type ChainReading<E extends Entry> =
  | { readonly kind: 'whole'; readonly entries: readonly E[] }
  /** Not what was written: nothing may rest on it. */
  | { readonly kind: 'broken'; readonly problems: readonly ChainProblem[] };

/** The deployments of a target, believed only if they are a whole chain. */
export function readDeployments(store: LedgerStore, target: string): Promise<ChainReading<DeploymentEntry>> {
  return readChain<DeploymentEntry>(store, { target, chain: 'deployments' });
}

/** What was seen of a target, believed only if it is a whole chain. */
export function readObservations(store: LedgerStore, target: string): Promise<ChainReading<ObservationEntry>> {
  return readChain<ObservationEntry>(store, { target, chain: 'observations' });
}

async function readChain<E extends Entry>(
  store: LedgerStore,
  expected: { readonly target: string; readonly chain: ChainName },
): Promise<ChainReading<E>> {
  const readings = (await store.read(expected.chain)).map(readEntry);
  const unread = readings.filter((reading) => typeof reading === 'string');
  if (unread.length > 0) {
    return { kind: 'broken', problems: unread.map((message) => ({ sequence: 0, message })) };
  }
  // the schema and the chain's name say which kind of record each holds
  const entries = readings as unknown as readonly E[];
  const problems = chainProblems(entries, expected);
  return problems.length > 0 ? { kind: 'broken', problems } : { kind: 'whole', entries };
}

/** An entry, or what keeps its text from being one. */
function readEntry({ path, text }: EntryText): Entry | string {
  const value = parseJson(text);
  if (value === undefined) return `${path} is not JSON`;
  const [problem] = problemsOf('ledger', value);
  return problem === undefined ? (value as unknown as Entry) : `${path} is no entry of a ledger: ${problem.message}`;
}

/** A body that was kept, if it is still what it was. */
export async function readBody(store: LedgerStore, hash: string): Promise<JsonObject | undefined> {
  const text = await store.body(hash);
  const value = text === undefined ? undefined : parseJson(text);
  return isObject(value) && hashJson(value) === hash ? value : undefined;
}
