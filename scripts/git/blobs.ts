import { runGit } from './git';

/** Objects of a repository that were read. */
export interface ObjectTexts {
  readonly hashes: readonly string[];
  /** The UTF-8 text of an object; undefined for one that is not there, as in a partial clone. */
  text(hash: string): string | undefined;
}

/** Reads objects in one process, each once. A text is made when it is asked for: of many objects, few lines matter. */
export async function readObjects(folder: string, hashes: Iterable<string>): Promise<ObjectTexts> {
  const wanted = [...new Set(hashes)];
  if (wanted.length === 0) return { hashes: [], text: () => undefined };
  const input = `${wanted.join('\n')}\n`;
  const { stdout } = await runGit({ folder, args: ['cat-file', '--batch', '--buffer'], input });
  const places = new Map<string, readonly [start: number, end: number]>();
  let at = 0;
  for (const hash of wanted) {
    const line = stdout.indexOf(10, at);
    if (line === -1) break;
    // `<hash> <type> <size>`, or `<hash> missing`, in the order that was asked for
    const size = /^\S+ \w+ (\d+)$/.exec(stdout.toString('latin1', at, line))?.[1];
    at = line + 1;
    if (size === undefined) continue;
    places.set(hash, [at, at + Number(size)]);
    at += Number(size) + 1;
  }
  return {
    hashes: [...places.keys()],
    text: (hash) => {
      const place = places.get(hash);
      return place === undefined ? undefined : stdout.toString('utf8', ...place);
    },
  };
}
