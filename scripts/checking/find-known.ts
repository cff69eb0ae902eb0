import type { BuiltCatalog, CheckOptions, KnownFindings, PlacedFinding, ProjectFile } from '../../src/rules';
import { checkAndRead, recordUse } from '../../src/rules';
import type { CatalogFolders } from '../files/catalog';
import type { QueryReader } from '../reading/query-reader';
import { checkOnThreads } from '../workers/check-pool';
import type { CheckReply } from '../workers/check-pool';
import { readFindingsCache } from './findings-cache';

export interface FindKnownOptions {
  readonly folders: CatalogFolders;
  readonly built: BuiltCatalog;
  readonly check: CheckOptions;
  /** Gets the readings of queries that are made on the way. */
  readonly reader: QueryReader;
  /** Folder of the cache, absolute; undefined neither reads nor writes one. */
  readonly cache: string | undefined;
  readonly onDone: (done: number, all: number) => void;
}

/** Fewer files than this are checked here: a thread takes a second to begin. */
const FEW = 24;

/** What the checks of each file find that lasts: from the cache, else by threads. */
export async function findKnown(
  files: readonly ProjectFile[],
  { folders, built, check, reader, cache, onDone }: FindKnownOptions,
): Promise<KnownFindings> {
  const sources = files.flatMap((file) => ('failure' in file ? [] : [file]));
  const kept = cache === undefined ? undefined : readFindingsCache(cache, built.catalog, check);
  const known = new Map<string, readonly PlacedFinding[]>();
  const missing = sources.filter(({ path, text }) => {
    const findings = kept?.find(text);
    if (findings !== undefined) known.set(path, findings);
    return findings === undefined;
  });
  const { today, settings } = check;
  const options = { today, ...(settings === undefined ? {} : { settings }) };
  const done = (count: number): void => onDone(sources.length - missing.length + count, sources.length);
  const replies =
    missing.length < FEW ? checkHere(missing, check, done) : await checkOnThreads(missing, { folders, options }, done);
  const texts = new Map(missing.map(({ path, text }) => [path, text]));
  for (const { path, findings, read, used } of replies) {
    known.set(path, findings);
    kept?.add(texts.get(path) ?? '', { answer: findings, used });
    if (read !== undefined) reader.add(read.query, read.reading, used);
  }
  kept?.save();
  reader.save();
  return known;
}

function checkHere(
  files: readonly { readonly path: string; readonly text: string }[],
  options: CheckOptions,
  done: (count: number) => void,
): readonly CheckReply[] {
  if (options.catalog === undefined) return [];
  const { catalog, take } = recordUse(options.catalog);
  return files.map((file, index) => {
    const result = checkAndRead(file, { ...options, catalog });
    done(index + 1);
    return { path: file.path, ...result, used: take() };
  });
}
