import { hashJson, toJson } from '../json';
import { problemsOf } from '../schema';
import type { ChainName, DeploymentRecord, LedgerRecord, ObservationRecord } from './record';

/** Version of the entry format; a reader refuses any other. */
export const LEDGER_FORMAT = 1;

/** One record with its place in its chain. */
export interface Entry<R extends LedgerRecord = LedgerRecord> {
  readonly format: typeof LEDGER_FORMAT;
  readonly target: string;
  readonly chain: ChainName;
  /** From 1. */
  readonly sequence: number;
  /** Hash of the entry before; null for the first. */
  readonly previous: string | null;
  readonly record: R;
  /** SHA-256 over everything above, lower-case hex. */
  readonly hash: string;
}

export type DeploymentEntry = Entry<DeploymentRecord>;
export type ObservationEntry = Entry<ObservationRecord>;

/** Where a new entry goes: after the last, or at the beginning. */
export interface ChainEnd {
  readonly target: string;
  readonly chain: ChainName;
  readonly last: Pick<Entry, 'sequence' | 'hash' | 'record'> | undefined;
}

/**
 * Puts a record at the end of a chain, never earlier than the one before: the clocks of two machines differ, and one may
 * be set back between two records.
 */
export function sealEntry<R extends LedgerRecord>(record: R, { target, chain, last }: ChainEnd): Entry<R> {
  const before = last?.record.at;
  const at = before !== undefined && Date.parse(before) > Date.parse(record.at) ? before : record.at;
  const entry = {
    format: LEDGER_FORMAT,
    target,
    chain,
    sequence: (last?.sequence ?? 0) + 1,
    previous: last?.hash ?? null,
    record: { ...record, at },
  } as const;
  const sealed = { ...entry, hash: entryHash(entry) };
  const [problem] = problemsOf('ledger', toJson(sealed));
  // Once written, an entry that nobody can read would close the ledger for good.
  if (problem !== undefined) throw new Error(`an entry that cannot be read is not written: ${problem.message}`);
  return sealed;
}

/** The hash that an entry must carry. */
export function entryHash(entry: Omit<Entry, 'hash'>): string {
  return hashJson(toJson({ ...entry, hash: undefined }));
}
