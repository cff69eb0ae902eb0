import type { FileChange } from '../../src/history';
import { idIn } from '../../src/history';
import { isRulePath } from '../../src/rules';
import { readObjects } from './blobs';
import { changesOf } from './file-changes';
import type { ChangesRequest } from './file-changes';

type Changes = ReadonlyMap<string, readonly FileChange[]>;

/** Moves from folder to folder before the last are followed this often. */
const MOST_MOVES = 10;

/**
 * Changes of a folder together with those of the places from which rules once came into it: a commit that takes away a
 * file elsewhere and brings its id in. Rules are followed there too, and to where they came from before.
 */
export async function withEarlierPlaces(request: ChangesRequest): Promise<Changes> {
  let changes = await changesOf(request);
  const places = new Set(request.paths);
  let brought = changes;
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const found = (await placesBefore(request, brought, changes)).filter((path) => !places.has(path));
    if (found.length === 0) return changes;
    for (const path of found) places.add(path);
    brought = await changesOf({ ...request, paths: found });
    changes = merged(changes, brought);
  }
  return changes;
}

/** Paths outside of what is known that a commit took away while it brought the same id in. */
async function placesBefore(request: ChangesRequest, brought: Changes, known: Changes): Promise<readonly string[]> {
  const added = new Map(
    [...brought].flatMap(([commit, files]) => {
      const rules = files.filter(({ path }) => isRulePath(path));
      const came = rules.filter(({ before }) => before === null);
      const went =
        rules.length - came.length - rules.filter(({ before, after }) => before !== null && after !== null).length;
      return came.length > went ? [[commit, came] as const] : [];
    }),
  );
  const commits = request.commits.filter(({ hash, parents }) => added.has(hash) && parents.length > 0);
  if (commits.length === 0) return [];
  const deleted = await changesOf({ folder: request.folder, commits, paths: ['.'], only: 'deleted' });
  const elsewhere = new Map(
    [...deleted].flatMap(([commit, files]) => {
      const here = new Set(known.get(commit)?.map(({ path }) => path));
      const gone = files.filter(({ path }) => isRulePath(path) && !here.has(path));
      return gone.length === 0 ? [] : [[commit, gone] as const];
    }),
  );
  const blobs = [...elsewhere].flatMap(([commit, gone]) => [
    ...gone.map(({ before }) => before),
    ...(added.get(commit) ?? []).map(({ after }) => after),
  ]);
  const objects = await readObjects(
    request.folder,
    blobs.filter((blob) => blob !== null),
  );
  const idOf = (blob: string | null): string | undefined =>
    idIn((blob === null ? undefined : objects.text(blob)) ?? '');
  return [...elsewhere].flatMap(([commit, gone]) => {
    const ids = new Set((added.get(commit) ?? []).map(({ after }) => idOf(after)));
    return gone.flatMap(({ path, before }) => {
      const id = idOf(before);
      return id !== undefined && ids.has(id) ? [path] : [];
    });
  });
}

function merged(a: Changes, b: Changes): Changes {
  const all = new Map(a);
  for (const [commit, files] of b) all.set(commit, [...(all.get(commit) ?? []), ...files]);
  return all;
}
