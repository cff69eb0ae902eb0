import { readQuery, recordUse } from '../../src/rules';
import type { CatalogUse, Knowledge, QueryReading } from '../../src/rules';
import type { CatalogFolders } from '../files/catalog';
import { keptAnswers } from '../kept/kept-answers';
import { readOnThreads } from '../workers/reading-pool';

/** Readings of queries with one catalog. */
export interface QueryReader {
  /** From an earlier run or this one; else it is read now. */
  read(query: string): QueryReading;
  /** Reads what is not known yet of many, on other threads where that is worth it. */
  ahead(queries: readonly string[], onDone?: (done: number, all: number) => void): Promise<void>;
  /** Takes what somebody else has read with the same catalog. */
  add(query: string, reading: QueryReading, used: readonly CatalogUse[]): void;
  /** Keeps what is new for later runs. */
  save(): void;
}

export interface ReaderOptions {
  /** Where the catalog comes from, for threads, which make one each. */
  readonly folders: CatalogFolders;
  readonly catalog: Knowledge;
  /** Folder of what is kept, absolute; undefined neither reads nor writes any. */
  readonly kept: string | undefined;
}

/** Fewer queries than this are read here: a thread takes a second to begin. */
const FEW = 64;

export function openQueryReader({ folders, catalog, kept }: ReaderOptions): QueryReader {
  const answers =
    kept === undefined ? undefined : keptAnswers<QueryReading>({ folder: kept, file: 'readings.json', catalog });
  const { catalog: noting, take } = recordUse(catalog);
  const known = new Map<string, QueryReading>();
  const knownOf = (query: string): QueryReading | undefined => {
    const found = known.get(query) ?? answers?.find(query);
    if (found !== undefined) known.set(query, found);
    return found;
  };
  const add: QueryReader['add'] = (query, reading, used) => {
    known.set(query, reading);
    answers?.add(query, { answer: reading, used });
  };
  return {
    read(query) {
      const before = knownOf(query);
      if (before !== undefined) return before;
      const reading = readQuery(query, noting);
      add(query, reading, take());
      return reading;
    },
    async ahead(queries, onDone = () => undefined) {
      const missing = [...new Set(queries)].filter((query) => knownOf(query) === undefined);
      if (missing.length < FEW) return;
      const replies = await readOnThreads(missing, folders, (done) => onDone(done, missing.length));
      for (const { query, reading, used } of replies) add(query, reading, used);
    },
    add,
    save: () => answers?.save(),
  };
}
