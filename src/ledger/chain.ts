import { entryHash } from './entry';
import type { Entry } from './entry';
import type { ChainName } from './record';

/** How a chain can be not as it was written. */
export type ChainProblemKind =
  'unreadable' | 'edited' | 'other target' | 'other chain' | 'duplicate' | 'gap' | 'not a successor' | 'back-dated';

/** Something about a chain that cannot be so if nobody touched it. */
export interface ChainProblem {
  readonly kind: ChainProblemKind;
  /** The entry; 0 for the chain as a whole. */
  readonly sequence: number;
  readonly message: string;
}

/**
 * Whether entries are one unbroken chain of one target: each says what it is, follows the one before, and was not
 * written before it. An empty chain is whole: only an anchor outside can tell whether it was cut off.
 */
export function chainProblems(
  entries: readonly Entry[],
  expected: { readonly target: string; readonly chain: ChainName },
): readonly ChainProblem[] {
  const problems: ChainProblem[] = [];
  let last: Entry | undefined;
  for (const entry of [...entries].sort((a, b) => a.sequence - b.sequence)) {
    const { sequence } = entry;
    const say = (kind: ChainProblemKind, message: string): void => void problems.push({ kind, sequence, message });
    if (entryHash(entry) !== entry.hash) say('edited', 'its hash does not fit what it says: it was changed');
    if (entry.target !== expected.target)
      say('other target', `it belongs to the target ${JSON.stringify(entry.target)}`);
    if (entry.chain !== expected.chain || chainOf(entry) !== expected.chain)
      say('other chain', `it belongs to the chain of ${entry.chain === expected.chain ? chainOf(entry) : entry.chain}`);
    const next = (last?.sequence ?? 0) + 1;
    if (sequence < next) say('duplicate', 'there are two entries of this number');
    else if (sequence > next) say('gap', `${sequence - next} entries before it are missing`);
    else if (entry.previous !== (last?.hash ?? null)) say('not a successor', 'it does not follow the entry before it');
    if (last !== undefined && Date.parse(entry.record.at) < Date.parse(last.record.at)) {
      say('back-dated', 'it was written before the entry that it follows');
    }
    last = entry;
  }
  return problems;
}

/** The chain that a record of that kind is written to. */
function chainOf({ record }: Entry): ChainName {
  return record.kind === 'observation' ? 'observations' : 'deployments';
}
