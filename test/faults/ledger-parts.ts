import { LedgerFailure } from '../../scripts/ledger/ledger-failure';
import type { Parts } from './deployer';

/** A ledger of which one record cannot be written: somebody was faster, the disk is full, or the answer is lost. */
export function ledgerParts(how: 'moved' | 'full' | 'lost', kind: 'begin' | 'end'): Parts {
  return {
    store: (store) => ({
      ...store,
      append: async (entry, bodies) => {
        if (entry.record.kind !== kind) return store.append(entry, bodies);
        if (how === 'moved') return 'moved';
        if (how === 'lost') await store.append(entry, bodies);
        throw new LedgerFailure(how === 'lost' ? 'the answer was lost' : 'the disk is full');
      },
    }),
  };
}
