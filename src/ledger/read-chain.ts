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
  const { entries, problems } = judgeChain(await store.read(expected.chain), expected);
  // the schema and the chain's name say which kind of record each holds
  return problems.length > 0
    ? { kind: 'broken', problems }
    : { kind: 'whole', entries: entries as unknown as readonly E[] };
}

/** A chain as far as it can be read, and all that is wrong with it. */
export function judgeChain(
  texts: readonly EntryText[],
  expected: { readonly target: string; readonly chain: ChainName },
): { readonly entries: readonly Entry[]; readonly problems: readonly ChainProblem[] } {
  const read = texts.map((text) => ({ path: text.path, reading: readEntry(text) }));
  const entries = read.flatMap(({ reading }) => (typeof reading === 'string' ? [] : [reading]));
  const problems = read.flatMap(({ path, reading }): readonly ChainProblem[] => {
    const number = numberOf(path);
    if (typeof reading === 'string') return [{ kind: 'unreadable', sequence: number, message: reading }];
    if (number === 0 || number === reading.sequence) return [];
    const message = `${path} holds the entry ${reading.sequence}: it is not where it was written`;
    return [{ kind: 'duplicate', sequence: number, message }];
  });
  return { entries, problems: [...problems, ...chainProblems(entries, expected)] };
}

/** The number that an entry's file is named by; 0 where it has none. */
function numberOf(path: string): number {
  return Number(/(\d{6})\.json$/.exec(path)?.[1] ?? 0);
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
