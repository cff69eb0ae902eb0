import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A GitHub as far as workflows speak with it: approvals, one environment, comments and issues that it keeps. */
export interface GitHubStub {
  readonly url: string;
  /** Bodies of comments and issues as they stand, oldest first. */
  readonly written: readonly { readonly kind: 'comment' | 'issue'; body: string; state: string }[];
  /** Who approved the run. */
  approvers: readonly string[];
  close(): Promise<void>;
}

export const TOKEN = 'planted-github-token';

export async function startGitHub(): Promise<GitHubStub> {
  const written: { readonly id: number; readonly kind: 'comment' | 'issue'; body: string; state: string }[] = [];
  const stub = { approvers: [] as readonly string[] };
  const shown = (kind: 'comment' | 'issue') =>
    written
      .filter((one) => one.kind === kind && one.state === 'open')
      .map(({ id, body }) => ({ id, number: id, body, user: { type: 'Bot' } }));
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const body = (text === '' ? {} : JSON.parse(text)) as { readonly body?: string; readonly state?: string };
      const path = (request.url ?? '').replace(/\?.*/, '');
      const answer = (status: number, value: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(value));
      };
      if (request.headers.authorization !== `Bearer ${TOKEN}`) return answer(401, { message: 'Bad credentials' });
      const kind = path.includes('/comments') ? 'comment' : 'issue';
      if (path.endsWith('/approvals')) {
        return answer(
          200,
          stub.approvers.map((login) => ({
            state: 'approved',
            user: { login },
            environments: [{ name: 'sentinel-production' }],
          })),
        );
      }
      if (path.includes('/environments/')) {
        return answer(200, {
          can_admins_bypass: false,
          protection_rules: [
            { type: 'required_reviewers', prevent_self_review: true, reviewers: [{ reviewer: { slug: 'soc' } }] },
          ],
        });
      }
      if (request.method === 'GET' && /\/(?:comments|issues)$/.test(path)) return answer(200, shown(kind));
      if (request.method === 'POST') {
        written.push({ id: written.length + 1, kind, body: body.body ?? '', state: 'open' });
        return answer(201, {});
      }
      const one = written.find(({ id }) => id === Number(path.split('/').at(-1)));
      if (request.method !== 'PATCH' || one === undefined) return answer(404, { message: 'Not Found' });
      one.body = body.body ?? one.body;
      one.state = body.state ?? one.state;
      return answer(200, {});
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(stub, {
    url: `http://127.0.0.1:${port}`,
    written,
    close: async () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
