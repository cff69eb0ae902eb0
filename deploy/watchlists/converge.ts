import { randomUUID } from 'node:crypto';
import { watchlistRowKey } from '../../src/state';
import type { WatchlistRow } from '../../src/state';
import { LIMITS } from '../limiter';
import { answered } from '../calls';
import type { Gate } from '../workspace';
import type { LiveItem, Watchlists } from './live';

/** What is done to one row. */
type Step = { readonly kind: 'add'; readonly row: WatchlistRow } | { readonly kind: 'remove'; readonly item: LiveItem };

/**
 * Brings the rows of a watchlist to those that are wanted, one by one: a write of the whole list only adds to it
 * (Microsoft Learn, "Manage watchlists", read 2026-11-24), so that a row taken away would stay. Rows come before others
 * go: a row that changes is never missing. `wrote` is told after each row that was written.
 */
export async function convergeRows(
  lists: Watchlists,
  alias: string,
  work: {
    readonly items: readonly LiveItem[];
    readonly wanted: readonly WatchlistRow[];
    readonly gate: Gate | undefined;
    readonly wrote: () => void;
  },
): Promise<number> {
  const { items, wanted, gate, wrote } = work;
  const there = new Set(items.map(({ row }) => watchlistRowKey(row)));
  const keep = new Set(wanted.map(watchlistRowKey));
  const missing = new Map(wanted.map((row) => [watchlistRowKey(row), row]));
  const adds = [...missing].flatMap(([key, row]): Step[] => (there.has(key) ? [] : [{ kind: 'add', row }]));
  const removes = items.flatMap((item): Step[] =>
    keep.has(watchlistRowKey(item.row)) ? [] : [{ kind: 'remove', item }],
  );
  for (const steps of [adds, removes]) {
    await together(steps, async (step) => {
      await writeRow(lists, alias, step, gate);
      wrote();
    });
  }
  return adds.length + removes.length;
}

async function writeRow(
  { client, place, limiter, timeLimit }: Watchlists,
  alias: string,
  step: Step,
  gate: Gate | undefined,
): Promise<void> {
  const { watchlistItems } = client;
  if (step.kind === 'add') {
    // one id for every try: a row whose answer was lost is not there twice
    const [id, item] = [randomUUID(), { itemsKeyValue: { ...step.row } }];
    await limiter.run(
      'write',
      () =>
        answered((onResponse) =>
          watchlistItems.createOrUpdate(...place, alias, id, item, { ...timeLimit(), onResponse }),
        ),
      gate,
    );
    return;
  }
  const { id, etag } = step.item;
  const requestOptions =
    etag === undefined ? {} : { customHeaders: { 'If-Match': etag.startsWith('"') ? etag : `"${etag}"` } };
  await limiter.run(
    'delete',
    () =>
      answered((onResponse) =>
        watchlistItems.delete(...place, alias, id, { ...timeLimit(), requestOptions, onResponse }),
      ),
    gate,
  );
}

/** Does all steps, a few at a time. After a failure none is begun, and those under way are waited for. */
async function together(steps: readonly Step[], run: (step: Step) => Promise<void>): Promise<void> {
  const queue = [...steps];
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let step = queue.shift(); step !== undefined && !failed; step = queue.shift()) {
      try {
        await run(step);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const done = await Promise.allSettled(Array.from({ length: LIMITS.concurrency }, worker));
  const broken = done.find((one) => one.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
}
