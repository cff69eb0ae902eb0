import { request } from 'node:http';
import { connect } from 'node:net';
import { startEmulator } from '../../scripts/emulate';
import type { EmulatorOptions, RunningEmulator } from '../../scripts/emulate';
import { scheduled } from './bodies';
import { API_VERSION, WORKSPACE } from './pure-client';

const running: RunningEmulator[] = [];
const start = async (options: EmulatorOptions = {}): Promise<RunningEmulator> => {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return emulator;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map(async (emulator) => emulator.close()));
});

const rulePath = (id = '') =>
  `${WORKSPACE}/providers/Microsoft.SecurityInsights/alertRules/${id}?api-version=${API_VERSION}`;
const put = async ({ url }: RunningEmulator, id: string, body: unknown = scheduled()) =>
  fetch(`${url}${rulePath(id)}`, { method: 'PUT', body: JSON.stringify(body) });
const get = async ({ url }: RunningEmulator, id: string) => fetch(`${url}${rulePath(id)}`);

/** A request with headers of our own choice, Host included. */
async function raw({ url }: RunningEmulator, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const asked = request({ hostname, port, path: rulePath(), headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    asked.on('error', reject).end();
  });
}

describe('H1 loopback alone', () => {
  test.each([
    ['127.0.0.1', 200],
    ['localhost', 200],
    ['[::1]', 200],
    ['LOCALHOST', 200],
    ['evil.example', 403],
    ['127.0.0.1.evil.example', 403],
  ])('a request for host %s answers %i', async (host, status) => {
    const emulator = await start();
    const { port } = new URL(emulator.url);
    expect(await raw(emulator, { host: `${host}:${port}` })).toBe(status);
  });

  test('another port, and an Origin, are foreign', async () => {
    const emulator = await start();
    const { host } = new URL(emulator.url);
    expect(await raw(emulator, { host: '127.0.0.1' })).toBe(403);
    expect(await raw(emulator, { host, origin: 'http://evil.example' })).toBe(403);
    expect(await raw(emulator, { host, origin: 'null' })).toBe(403);
    expect(emulator.control.requests()).toEqual([]);
  });

  test('it listens on 127.0.0.1 and names it', async () => {
    const { url } = await start();
    expect(new URL(url).hostname).toBe('127.0.0.1');
  });
});

test('H2 a body beyond the limit is refused', async () => {
  const emulator = await start();
  const answer = await put(emulator, 'rule', { ...scheduled(), filler: 'x'.repeat(4 * 1024 * 1024) });
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ error: { code: 'RequestContentTooLarge' } });
});

test('L2 nextLink leads back through the host that the client used', async () => {
  const emulator = await start({ settings: { pageSize: 1 } });
  for (const id of ['a', 'b']) await put(emulator, id);
  const local = emulator.url.replace('127.0.0.1', 'localhost');
  const first = (await (await fetch(`${local}${rulePath()}`)).json()) as { nextLink: string };
  expect(first.nextLink.startsWith(`${local}/subscriptions/`)).toBe(true);
  const second = (await (await fetch(first.nextLink)).json()) as { value: { name: string }[] };
  expect(second.value.map(({ name }) => name)).toEqual(['b']);
});

test('texts of every script arrive whole', async () => {
  const emulator = await start();
  const displayName = 'Ünïcode — 検出 🛡️ \u2028';
  const answer = await put(emulator, 'rule', scheduled({ displayName }));
  expect(await answer.json()).toMatchObject({ properties: { displayName } });
});

describe('F3 broken connections', () => {
  test.each([
    ['lostRequest', 404],
    ['lostAnswer', 200],
    ['brokenBody', 200],
  ] as const)('%s: the client sees an error, and the rule answers %i', async (kind, status) => {
    const emulator = await start({ faults: [{ id: 'f', when: { method: 'PUT' }, effect: { kind } }] });
    await expect(put(emulator, 'rule').then(async (answer) => answer.json())).rejects.toThrow(/.+/);
    expect((await get(emulator, 'rule')).status).toBe(status);
  });

  test.each([
    ['none', 404],
    ['took', 200],
  ] as const)(
    'noAnswer: nothing comes until the client or the emulator gives up; effect %s',
    async (effect, status) => {
      const faults = [{ id: 'f', when: { method: 'PUT' }, effect: { kind: 'noAnswer', effect } as const }];
      const emulator = await startEmulator({ faults });
      const giveUp = new AbortController();
      const given = fetch(`${emulator.url}${rulePath('rule')}`, {
        method: 'PUT',
        body: JSON.stringify(scheduled()),
        signal: giveUp.signal,
      }).catch((error: Error) => error.name);
      await emulator.control.until(() => emulator.control.requests().length === 1);
      giveUp.abort();
      expect(await given).toBe('AbortError');
      expect((await get(emulator, 'rule')).status).toBe(status);
      const ended = put(emulator, 'rule').then(
        () => 'answered',
        () => 'ended',
      );
      await emulator.control.until(() => emulator.control.requests().length === 3);
      expect(emulator.control.requests().map((seen) => [seen.method, seen.status, seen.struck])).toEqual([
        ['PUT', 0, ['f']],
        ['GET', status, []],
        ['PUT', 0, ['f']],
      ]);
      const before = performance.now();
      await emulator.close();
      expect(await ended).toBe('ended');
      expect(performance.now() - before).toBeLessThan(1000);
    },
  );

  test('cutBody: a whole answer with half of its JSON', async () => {
    const emulator = await start({ faults: [{ id: 'f', when: { method: 'PUT' }, effect: { kind: 'cutBody' } }] });
    const answer = await put(emulator, 'rule');
    expect(answer.status).toBe(201);
    const text = await answer.text();
    expect(text.length).toBeGreaterThan(100);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect((await get(emulator, 'rule')).status).toBe(200);
  });

  test('slow: the answer comes late, the write is at once', async () => {
    const emulator = await start({
      faults: [{ id: 'f', when: { method: 'PUT' }, effect: { kind: 'slow', delayMs: 150 } }],
    });
    const before = performance.now();
    const writing = put(emulator, 'rule');
    await emulator.control.until(() => emulator.control.requests().length === 1);
    expect((await get(emulator, 'rule')).status).toBe(200);
    expect((await writing).status).toBe(201);
    expect(performance.now() - before).toBeGreaterThanOrEqual(140);
  });
});

test('H3 what is under way is answered on closing', async () => {
  const emulator = await startEmulator({ faults: [{ id: 'f', when: {}, effect: { kind: 'slow', delayMs: 100 } }] });
  const writing = put(emulator, 'rule');
  await emulator.control.until(() => emulator.control.requests().length === 1);
  const closing = emulator.close();
  expect((await writing).status).toBe(201);
  await closing;
  await expect(get(emulator, 'rule')).rejects.toThrow(/.+/);
});

test('H3 a client that holds its connection open does not hold up the end', async () => {
  const emulator = await startEmulator();
  const { hostname, port } = new URL(emulator.url);
  const socket = connect(Number(port), hostname);
  await new Promise((resolve) => socket.once('connect', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  await emulator.close();
  expect(await closed).toBe(false);
});

test('a request that ends in the middle of its body leaves nothing behind', async () => {
  const emulator = await start();
  const { hostname, port } = new URL(emulator.url);
  await new Promise((resolve) => {
    const asked = request({
      hostname,
      port,
      path: rulePath('rule'),
      method: 'PUT',
      headers: { 'content-length': 500 },
    });
    asked.on('error', resolve);
    asked.write('{"kind":');
    setTimeout(() => asked.destroy(), 30);
  });
  expect((await get(emulator, 'rule')).status).toBe(404);
});

test('a taken port is an error of the socket', async () => {
  const { url } = await start();
  await expect(startEmulator({ port: Number(new URL(url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

describe('the control of this process', () => {
  test('F7 E7 clock, settings, state, requests', async () => {
    const emulator = await start({ clock: Date.parse('2026-01-10T00:00:00Z'), settings: { tombstoneSeconds: 60 } });
    const { control } = emulator;
    expect((await put(emulator, 'rule')).headers.get('date')).toBe('Sat, 10 Jan 2026 00:00:00 GMT');
    await control.autoDisable({ workspace: WORKSPACE, ruleId: 'rule', reason: 'because' });
    expect(await (await get(emulator, 'rule')).json()).toMatchObject({
      properties: { enabled: false, lastModifiedUtc: '2026-01-10T00:00:00.0000000Z' },
    });
    await fetch(`${emulator.url}${rulePath('rule')}`, { method: 'DELETE' });
    expect((await put(emulator, 'rule')).status).toBe(409);
    control.advance(61);
    control.setSettings({ enabledRules: { Scheduled: 0 } });
    expect((await put(emulator, 'rule')).status).toBe(400);
    control.setSettings({ enabledRules: {} });
    expect((await put(emulator, 'rule')).status).toBe(201);
    expect(control.requests().map(({ method, status }) => [method, status])).toEqual([
      ['PUT', 201],
      ['GET', 200],
      ['DELETE', 200],
      ['PUT', 409],
      ['PUT', 400],
      ['PUT', 201],
    ]);
    control.forgetRequests();
    expect(control.requests()).toEqual([]);
    await control.reset();
    expect((await get(emulator, 'rule')).status).toBe(404);
    control.setClock(undefined);
    expect(Math.abs(control.now() - Date.now())).toBeLessThan(5000);
  });
});

describe('H4 the control of another process', () => {
  const ask = async ({ url }: RunningEmulator, method: string, name: string, body?: unknown) => {
    const answer = await fetch(`${url}/_emulator/${name}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };

  test('is not there unless asked for', async () => {
    expect(await ask(await start(), 'GET', 'state')).toMatchObject({
      status: 404,
      body: { error: { code: 'InvalidResourceType' } },
    });
  });

  test('sees and sets clock, faults, state and requests', async () => {
    const emulator = await start({ control: 'http' });
    expect(await ask(emulator, 'PUT', 'clock', { now: '2026-01-10T00:00:00Z' })).toEqual({
      status: 200,
      body: { now: '2026-01-10T00:00:00.000Z' },
    });
    await put(emulator, 'rule');
    expect(await ask(emulator, 'GET', 'state')).toMatchObject({ status: 200, body: { format: 1, revision: 1 } });
    const faults = [{ id: 'f', when: { method: 'GET' }, effect: { kind: 'throttled', retryAfterSeconds: 2 } }];
    expect(await ask(emulator, 'PUT', 'faults', faults)).toEqual({ status: 200, body: faults });
    expect((await get(emulator, 'rule')).headers.get('retry-after')).toBe('2');
    expect(await ask(emulator, 'GET', 'faults')).toEqual({ status: 200, body: faults });
    expect(await ask(emulator, 'GET', 'requests')).toMatchObject({
      body: [{ method: 'PUT' }, { method: 'GET', status: 429 }],
    });
    await ask(emulator, 'DELETE', 'requests');
    expect(await ask(emulator, 'GET', 'requests')).toMatchObject({ body: [] });
    await ask(emulator, 'PUT', 'faults', []);
    await ask(emulator, 'DELETE', 'state');
    expect((await get(emulator, 'rule')).status).toBe(404);
    expect(await ask(emulator, 'PUT', 'clock', { now: null })).toMatchObject({ status: 200 });
  });

  test.each([
    ['PUT', 'clock', { now: 'soon' }, 400],
    ['PUT', 'clock', {}, 400],
    ['PUT', 'faults', [{ id: 'f' }], 400],
    ['GET', 'secrets', undefined, 404],
    ['POST', 'faults', [], 404],
  ])('%s %s %j answers %i', async (method, name, body, status) => {
    expect(await ask(await start({ control: 'http' }), method, name, body)).toMatchObject({
      status,
      body: { error: { code: 'BadControl' } },
    });
  });

  test('a body that is not JSON answers 400', async () => {
    const { url } = await start({ control: 'http' });
    expect((await fetch(`${url}/_emulator/faults`, { method: 'PUT', body: '{' })).status).toBe(400);
  });
});
