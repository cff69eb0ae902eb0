import { rowOf, rowsOf } from './answer';
import type { GitHubClient } from './client';

export interface Since {
  /** `owner/name`. */
  readonly repository: string;
  /** The commit that was deployed last; null for all that there is. */
  readonly base: string | null;
  readonly head: string;
}

/**
 * The accounts that wrote what came since a commit, once each; an empty one stands for commits that GitHub knows no account
 * of. Merges are left out: who merges did not write. Source: GitHub REST API 2022-11-28, "Compare two commits".
 */
export async function authorsSince(
  client: GitHubClient,
  { repository, base, head }: Since,
): Promise<readonly string[]> {
  if (base === head) return [];
  const found =
    base === null
      ? await client.list(`/repos/${repository}/commits?sha=${head}`)
      : await client.list(`/repos/${repository}/compare/${base}...${head}`, 'commits');
  const written = found.map(rowOf).filter(({ parents }) => rowsOf(parents).length < 2);
  return [
    ...new Set(
      written.map(({ author }) => {
        const { login } = rowOf(author);
        return typeof login === 'string' ? login : '';
      }),
    ),
  ];
}
