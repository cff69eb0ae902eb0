import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLimiter, LIMITS, machineClock, queryLogs } from '../../deploy';
import type { LogAnswer } from '../../deploy';

interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** Asks a server that answers once with this. */
async function ask(
  status: number,
  body: string | undefined,
): Promise<{ readonly answer: LogAnswer; readonly sent: Sent }> {
  let sent: Sent | undefined;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      sent = { url: request.url ?? '', headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) };
      response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const limiter = createLimiter({ ...LIMITS, attempts: 1, clock: machineClock });
    const answer = await queryLogs({ customerId: 'a-guid', limiter, endpoint }, 'T | take 1', 'P1D');
    if (sent === undefined) throw new Error('nothing was sent');
    return { answer, sent };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const table = (columns: readonly (readonly [string, string])[], ...rows: readonly (readonly unknown[])[]): object => ({
  name: 'PrimaryResult',
  columns: columns.map(([name, type]) => ({ name, type })),
  rows,
});

test('rows come as JSON has them, and nothing secret goes to a loopback endpoint', async () => {
  const columns = [
    ['At', 'datetime'],
    ['Bag', 'dynamic'],
    ['Count', 'long'],
    ['Gone', 'datetime'],
  ] as const;
  const { answer, sent } = await ask(
    200,
    JSON.stringify({ tables: [table(columns, ['2026-11-24T10:00:00Z', '{"a":[1]}', 3, null])] }),
  );
  expect(answer).toEqual({
    kind: 'rows',
    rows: [{ At: '2026-11-24T10:00:00.000Z', Bag: { a: [1] }, Count: 3, Gone: null }],
  });
  expect(sent.url).toBe('/v1/workspaces/a-guid/query');
  expect(sent.body).toEqual({ query: 'T | take 1', timespan: 'P1D' });
  expect(sent.headers['prefer']).toContain('wait=');
  expect(sent.headers['authorization']).toBeUndefined();
});

test('an empty answer, of which the client makes a TypeError, is no rows', async () => {
  expect((await ask(204, undefined)).answer).toEqual({ kind: 'rows', rows: [] });
});

test('half an answer says that it is one', async () => {
  const error = { code: 'PartialError', message: 'There were some errors when processing your query.' };
  const { answer } = await ask(200, JSON.stringify({ tables: [table([['A', 'long']], [1])], error }));
  expect(answer).toEqual({ kind: 'rows', rows: [{ A: 1 }], partial: error.message });
});

test('a query that the workspace does not take is told by its innermost reason', async () => {
  const innererror = {
    code: 'SemanticError',
    message: 'inner',
    innererror: { code: 'SEM0100', message: 'no table T' },
  };
  const error = { code: 'BadArgumentError', message: 'The request had some invalid properties', innererror };
  expect((await ask(400, JSON.stringify({ error }))).answer).toEqual({ kind: 'refused', message: 'no table T' });
});

test.each([
  [403, '{"error":{"code":"InsufficientAccessError","message":"no"}}', 'denied'],
  [429, '{"error":{"code":"TooMany","message":"slow"}}', 'throttled'],
  [404, '{"error":{"code":"PathNotFoundError","message":"no"}}', 'refused'],
  [502, undefined, 'unavailable'],
  [200, '[]', 'lost'],
])('%i %s is a failure of its kind', async (status, body, kind) => {
  await expect(ask(status, body)).rejects.toMatchObject({ details: { kind } });
});
