import type { GitHubClient } from './client';

export interface Sticky {
  /** `owner/name`. */
  readonly repository: string;
  /** What tells our comment or issue from others: a name of our own, in the text as a comment that nobody sees. */
  readonly marker: string;
  readonly body: string;
}

/** GitHub takes no longer text (docs.github.com; 65,536 characters). Room is left for what is added. */
const MOST_CHARACTERS = 65_000;

/** Writes the one comment of a pull request: again where it is there already, even if others wrote after it. */
export async function writeComment(
  client: GitHubClient,
  { repository, marker, body, number }: Sticky & { readonly number: number },
): Promise<'created' | 'updated' | 'unchanged'> {
  const text = marked(marker, body);
  const comments = await client.list(`/repos/${repository}/issues/${number}/comments`);
  const ours = comments.find((comment) => isOurs(comment, marker));
  if (ours === undefined) {
    await client.request(`/repos/${repository}/issues/${number}/comments`, { method: 'POST', body: { body: text } });
    return 'created';
  }
  if (textOf(ours) === text) return 'unchanged';
  await client.request(`/repos/${repository}/issues/comments/${numberOf(ours, 'id')}`, {
    method: 'PATCH',
    body: { body: text },
  });
  return 'updated';
}

export interface StickyIssue extends Sticky {
  readonly title: string;
  /** Whether there is anything to say: otherwise an open issue is closed. */
  readonly state: 'open' | 'closed';
}

/** Keeps one issue: opened, written again, or closed when all is well. */
export async function writeIssue(
  client: GitHubClient,
  { repository, marker, body, title, state }: StickyIssue,
): Promise<'created' | 'updated' | 'closed' | 'unchanged'> {
  const text = marked(marker, body);
  const issues = await client.list(`/repos/${repository}/issues?state=open`);
  const ours = issues.find(
    (issue) => isOurs(issue, marker) && !(typeof issue === 'object' && issue !== null && 'pull_request' in issue),
  );
  if (ours === undefined) {
    if (state === 'closed') return 'unchanged';
    await client.request(`/repos/${repository}/issues`, { method: 'POST', body: { title, body: text } });
    return 'created';
  }
  const address = `/repos/${repository}/issues/${numberOf(ours, 'number')}`;
  if (state === 'open' && textOf(ours) === text) return 'unchanged';
  await client.request(address, { method: 'PATCH', body: { body: text, ...(state === 'closed' ? { state } : {}) } });
  return state === 'closed' ? 'closed' : 'updated';
}

function marked(marker: string, body: string): string {
  const text = `<!-- sentinel-rules: ${marker} -->\n${body}`;
  return text.length <= MOST_CHARACTERS
    ? text
    : `${text.slice(0, MOST_CHARACTERS)}\n\n(cut: the whole text is in the summary of the run)\n`;
}

/** Ours is what begins with our marker and was written by a bot: a person's text may quote it. */
function isOurs(item: unknown, marker: string): boolean {
  const user = typeof item === 'object' && item !== null && 'user' in item ? item.user : undefined;
  const bot = typeof user === 'object' && user !== null && 'type' in user && user.type === 'Bot';
  return bot && (textOf(item)?.startsWith(`<!-- sentinel-rules: ${marker} -->`) ?? false);
}

function textOf(item: unknown): string | undefined {
  const body = typeof item === 'object' && item !== null && 'body' in item ? item.body : undefined;
  return typeof body === 'string' ? body : undefined;
}

function numberOf(item: unknown, key: 'id' | 'number'): number {
  const value = (item as Readonly<Record<string, unknown>>)[key];
  if (typeof value !== 'number') throw new Error(`GitHub's answer has no ${key}`);
  return value;
}
