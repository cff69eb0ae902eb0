import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gitHubClient } from '../../../scripts/github/client';
import { recordedReads } from '../../../scripts/platform/recorded-reads';

/** One client: what it throws elsewhere is written down here. */

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://x');
  const page = Number(url.searchParams.get('page') ?? '1');
  const send = (status: number, text: string): void => void response.writeHead(status).end(text);
  const rows = (count: number): string => JSON.stringify(Array.from({ length: count }, (_, id) => ({ id })));
  switch (url.pathname) {
    case '/repos/a/b/endless':
      return send(200, rows(100));
    case '/repos/a/b/two':
      return send(200, rows(page === 1 ? 100 : 3));
    case '/repos/a/b/half':
      return page === 1 ? send(200, rows(100)) : send(502, '');
    case '/repos/a/b/inside':
      return send(200, JSON.stringify({ files: [{ id: 9 }], commits: [{ id: 1 }, 'no row'] }));
    case '/repos/a/b/text':
      return send(200, '<html>');
    case '/repos/a/b/silent':
      return undefined;
    default:
      return send(404, '{"message":"Not Found"}');
  }
});
beforeAll(async () => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const reads = () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return recordedReads(gitHubClient({ url, token: 'planted', timeoutMs: 300 }), 'a/b');
};

test.each<[string, string, string | undefined, number | undefined, readonly string[]]>([
  ['pages are put together', '/two', undefined, 103, []],
  ['an endless list is cut off', '/endless', undefined, 500, ['it: only the first 500 were read']],
  ['what came before a failure is kept', '/half', undefined, 100, ['it: the platform answered 502']],
  ['the list that is named', '/inside', 'commits', 1, []],
  ['nothing is there', '/nowhere', undefined, undefined, ['it: the platform answered 404']],
  ['no JSON', '/text', undefined, undefined, ['it: the platform gave an answer that cannot be read']],
  ['no answer in time', '/silent', undefined, undefined, ['it: the platform did not answer in time']],
])('%s', async (_, path, within, count, missing) => {
  const client = reads();
  expect((await client.list(path, 'it', within))?.length).toBe(count);
  expect(client.missing).toEqual(missing);
});

test('an object, and one that is none', async () => {
  const client = reads();
  expect(await client.object('/inside', 'it')).toHaveProperty('files');
  expect(await client.object('/nowhere', 'it')).toBeUndefined();
  expect(client.missing).toEqual(['it: the platform answered 404']);
});
