import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A GitHub that answers what a test wrote down, by path without query; anything else is 404. */
export interface GithubStub {
  readonly url: string;
  /** Paths that were asked for, in order, each with its query. */
  readonly asked: string[];
  /** Values of the authorization header that came. */
  readonly tokens: Set<string>;
  readonly answers: Map<string, unknown>;
  close(): Promise<void>;
}

/** `answers` are under `/repos/contoso/detections`. A number is a status to answer with. */
export async function startGithub(answers: Readonly<Record<string, unknown>> = {}): Promise<GithubStub> {
  const known = new Map(Object.entries(answers));
  const asked: string[] = [];
  const tokens = new Set<string>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    asked.push(`${url.pathname}${url.search}`);
    tokens.add(request.headers.authorization ?? '');
    const found = known.get(url.pathname.replace('/repos/contoso/detections', ''));
    const status = typeof found === 'number' ? found : found === undefined ? 404 : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? found : { message: 'Not Found' }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    tokens,
    answers: known,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A run of a workflow, in the shape in which GitHub tells it. */
export const run = (id: number, { actor, starter }: { readonly actor: string; readonly starter: string }): object => ({
  id,
  run_attempt: 2,
  event: 'workflow_dispatch',
  path: '.github/workflows/deploy.yml',
  head_sha: 'a'.repeat(40),
  actor: { login: actor, id: 1 },
  triggering_actor: { login: starter, id: 2 },
});

export const commit = (sha: string, author: string, committer = author): object => ({
  sha,
  commit: { message: 'text', verification: { verified: false, reason: 'unsigned' } },
  author: { login: author },
  committer: { login: committer },
});

interface Pull {
  readonly number: number;
  readonly author: string;
  readonly merger: string;
  readonly head: string;
  readonly merge: string;
  readonly ref: string;
}

export const pull = ({ number, author, merger, head, merge, ref }: Pull): object => ({
  number,
  user: { login: author },
  merged_by: { login: merger },
  merged_at: '2026-01-20T10:00:00Z',
  merge_commit_sha: merge,
  head: { sha: head, ref, repo: { full_name: 'contoso/detections' } },
  base: { ref: 'main' },
});

export const review = (user: string, state: string, commitId: string): object => ({
  user: { login: user },
  state,
  commit_id: commitId,
  submitted_at: '2026-01-19T10:00:00Z',
});
