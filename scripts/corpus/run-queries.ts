import type { CatalogFolders } from '../files/catalog';
import { boundedRuns } from '../workers/bounded-runs';
import type { CorpusQuery } from './queries';
import type { RunOutcome, RunSettings } from './run-query';

/** A query of the corpus with what became of it. */
export interface RanQuery extends CorpusQuery {
  readonly outcome: RunOutcome;
}

export interface RunQueriesOptions {
  readonly folders: CatalogFolders;
  readonly settings: RunSettings;
  onDone(count: number): void;
}

/** Many times what the slowest takes on a busy machine. */
const LONGEST_MILLISECONDS = 60_000;

const THREADS = 2;

/** Runs all queries on generated events; one that takes too long is stopped. */
export async function runQueries(
  queries: readonly CorpusQuery[],
  { folders, settings, onDone }: RunQueriesOptions,
): Promise<readonly RanQuery[]> {
  const replies = await boundedRuns<RunOutcome>(
    queries.map(({ query }) => query),
    {
      worker: 'corpus-worker',
      workerData: { folders, settings },
      threads: THREADS,
      milliseconds: LONGEST_MILLISECONDS,
      onDone,
    },
  );
  return queries.map((each, index) => {
    const reply = replies[index];
    return { ...each, outcome: reply !== undefined && 'reply' in reply ? reply.reply : stopped(reply?.failure) };
  });
}

function stopped(failure: 'late' | Error | undefined): RunOutcome {
  if (failure instanceof Error) return { kind: 'crash', reason: failure.stack ?? failure.message };
  return { kind: 'late', reason: `no answer in ${LONGEST_MILLISECONDS / 1000} s` };
}
