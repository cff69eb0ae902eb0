import { sortedJson } from '../../src/json';
import type { EntryText, LedgerStore } from '../../src/ledger';

/** A ledger that outlives every run: what a remote would be. */
export function memoryStore(): LedgerStore {
  const chains = { deployments: [] as EntryText[], observations: [] as EntryText[] };
  const kept = new Map<string, string>();
  return {
    place: 'memory',
    read: (chain) => Promise.resolve([...chains[chain]]),
    append: (entry, bodies) => {
      const chain = chains[entry.chain];
      if (entry.sequence !== chain.length + 1) return Promise.resolve('moved');
      for (const [hash, body] of bodies) kept.set(hash, sortedJson(body));
      chain.push({ path: `${entry.chain}/${entry.sequence}`, text: JSON.stringify(entry) });
      return Promise.resolve('appended');
    },
    body: (hash) => Promise.resolve(kept.get(hash)),
    attestations: () => Promise.resolve([]),
    erase: (hashes) => Promise.resolve(hashes.forEach((hash) => kept.delete(hash))),
  };
}
