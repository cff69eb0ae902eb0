import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gitHubClient, GitHubFailure } from '../../../scripts/github/client';
import type { GitHubClient } from '../../../scripts/github/client';
import { gitHubRun } from '../../../scripts/github/run';
import { writeComment, writeIssue } from '../../../scripts/github/sticky';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly body: unknown;
}

/** A GitHub that answers with what a test gives, and remembers what it was asked. */
async function withGitHub(
  answers: (call: Call) => { readonly status?: number; readonly body: unknown },
  work: (client: GitHubClient, calls: readonly Call[]) => Promise<void>,
): Promise<void> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const call = {
        method: request.method ?? '',
        path: request.url ?? '',
        token: request.headers.authorization ?? '',
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      };
      calls.push(call);
      const { status = 200, body } = answers(call);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    await work(gitHubClient({ url: `http://127.0.0.1:${port}`, token: 'planted-token' }), calls);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

const sticky = { repository: 'contoso/detections', marker: 'review', body: 'text' };
const bot = { type: 'Bot' };
const marked = '<!-- sentinel-rules: review -->\ntext';

const asked = (calls: readonly Call[]): readonly string[] =>
  calls.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`);

test('a comment is created where there is none, and a quote of ours by a person is not ours', async () => {
  const others = [
    { id: 1, body: marked, user: { type: 'User' } },
    { id: 2, body: 'hello', user: bot },
  ];
  await withGitHub(
    ({ method }) => ({ body: method === 'GET' ? others : {} }),
    async (client, calls) => {
      expect(await writeComment(client, { ...sticky, number: 7 })).toBe('created');
      expect(asked(calls)).toEqual([
        'GET /repos/contoso/detections/issues/7/comments',
        'POST /repos/contoso/detections/issues/7/comments',
      ]);
      expect(calls[1]).toMatchObject({ body: { body: marked }, token: 'Bearer planted-token' });
    },
  );
});

test.each([
  [
    'old',
    'updated',
    ['GET /repos/contoso/detections/issues/7/comments', 'PATCH /repos/contoso/detections/issues/comments/3'],
  ],
  ['text', 'unchanged', ['GET /repos/contoso/detections/issues/7/comments']],
])('a comment that says %j is %s', async (said, outcome, requests) => {
  const ours = [{ id: 3, body: `<!-- sentinel-rules: review -->\n${said}`, user: bot }];
  await withGitHub(
    () => ({ body: ours }),
    async (client, calls) => {
      expect(await writeComment(client, { ...sticky, number: 7 })).toBe(outcome);
      expect(asked(calls)).toEqual(requests);
    },
  );
});

test('our comment is found behind a hundred others', async () => {
  const many = Array.from({ length: 100 }, (_, id) => ({ id, body: 'other', user: bot }));
  await withGitHub(
    ({ path }) => ({ body: path.includes('page=2') ? [{ id: 900, body: marked, user: bot }] : many }),
    async (client) => {
      expect(await writeComment(client, { ...sticky, number: 7 })).toBe('unchanged');
    },
  );
});

test.each([
  [[], 'open', 'created', 'POST /repos/contoso/detections/issues'],
  [[], 'closed', 'unchanged', undefined],
  [[{ number: 5, body: marked, user: bot }], 'open', 'unchanged', undefined],
  [[{ number: 5, body: `${marked} old`, user: bot }], 'open', 'updated', 'PATCH /repos/contoso/detections/issues/5'],
  [[{ number: 5, body: marked, user: bot }], 'closed', 'closed', 'PATCH /repos/contoso/detections/issues/5'],
  [
    [{ number: 5, body: marked, user: bot, pull_request: {} }],
    'open',
    'created',
    'POST /repos/contoso/detections/issues',
  ],
] as const)('issues %j, wanted %s: %s', async (issues, state, outcome, write) => {
  await withGitHub(
    ({ method }) => ({ body: method === 'GET' ? issues : {} }),
    async (client, calls) => {
      expect(await writeIssue(client, { ...sticky, title: 'Drift', state })).toBe(outcome);
      expect(asked(calls)[1]).toBe(write);
    },
  );
});

test('what GitHub refuses is said with its own words and without the token', async () => {
  await withGitHub(
    () => ({ status: 403, body: { message: 'Resource not accessible by integration' } }),
    async (client) => {
      const failure = await client.request('/x').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(GitHubFailure);
      expect(String(failure)).toContain('403 Resource not accessible');
      expect(String(failure)).not.toContain('planted-token');
    },
  );
});

test.each(['http://example.com', 'ftp://127.0.0.1', 'nonsense'])('a token does not go to %s', (url) => {
  expect(() => gitHubClient({ url, token: 't' })).toThrow(GitHubFailure);
});

test.each([
  [{}, undefined],
  [{ GITHUB_TOKEN: 't', GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '12' }, 'https://github.com/a/b/actions/runs/12'],
  [{ GITHUB_TOKEN: 't', GITHUB_REPOSITORY: 'a/b/../c', GITHUB_RUN_ID: '12' }, undefined],
  [{ GITHUB_TOKEN: '', GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '12' }, undefined],
])('the run of %j', (env, address) => {
  expect(gitHubRun(env)?.address).toBe(address);
});
