import { runGit } from '../git/git';

const NAME = /^[\w.-]+\/[\w.-]+$/;

/** `owner/name` in an address of a remote: `https://host/owner/name.git`, `git@host:owner/name.git`, `ssh://...`. */
export function repositoryIn(address: string): string | undefined {
  const path =
    /^(?:https|ssh):\/\/[^/]+\/(.+)$/.exec(address)?.[1] ?? /^[\w.-]+@[\w.-]+:(?!\/)(.+)$/.exec(address)?.[1];
  const name = path?.replace(/\/$/, '').replace(/\.git$/, '');
  return name !== undefined && NAME.test(name) ? name : undefined;
}

/** What the platform calls the repository: what was named, else what the remote's address says, else what the plans do. */
export async function repositoryName(
  folder: string,
  from: { readonly named: string | undefined; readonly remote: string | undefined; readonly plans: string },
): Promise<string | undefined> {
  if (from.named !== undefined) return NAME.test(from.named) ? from.named : undefined;
  if (from.remote !== undefined) {
    const { code, stdout } = await runGit({ folder, args: ['remote', 'get-url', from.remote] });
    const found = code === 0 ? repositoryIn(stdout.toString('utf8').trim()) : undefined;
    if (found !== undefined) return found;
  }
  return NAME.test(from.plans) ? from.plans : undefined;
}
