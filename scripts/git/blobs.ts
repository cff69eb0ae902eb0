import { runGit } from './git';

/**
 * Reads objects of a repository in one process, each once. `texts` holds their UTF-8 texts by hash; an object that is not
 * there (a partial clone) is missing.
 */
export async function readObjects(folder: string, hashes: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(hashes)];
  if (wanted.length === 0) return new Map();
  const { stdout } = await runGit({ folder, args: ['cat-file', '--batch'], input: `${wanted.join('\n')}\n` });
  const texts = new Map<string, string>();
  let at = 0;
  while (at < stdout.length) {
    const end = stdout.indexOf(10, at);
    if (end === -1) break;
    // `<hash> <type> <size>`, or `<hash> missing`
    const [hash = '', type = '', size = '0'] = stdout.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (type === 'missing') continue;
    texts.set(hash, stdout.toString('utf8', at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}
