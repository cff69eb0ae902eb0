import { ARM_BUCKETS, createLimiter, createLimiters, LIMITS, WorkspaceFailure } from '../../deploy';
import { createBucket } from '../../deploy/bucket';
import { fakeClock } from './fake-clock';

const done = (): Promise<string> => Promise.resolve('done');
const throttled = new WorkspaceFailure({ kind: 'throttled', message: 'no', retryAfterMs: 7000 });

function setup(more: Partial<Parameters<typeof createLimiter>[0]> = {}) {
  const clock = fakeClock();
  const begin = clock.now();
  const limiter = createLimiter({ ...LIMITS, clock, buckets: ARM_BUCKETS, ...more });
  return { clock, limiter, seconds: () => (clock.now() - begin) / 1000 };
}

test.each([
  { mode: 'write', count: 1001, capacity: 200, perSecond: 10 },
  { mode: 'read', count: 850, capacity: 250, perSecond: 25 },
  { mode: 'delete', count: 300, capacity: 200, perSecond: 10 },
] as const)('$count of a $mode take no longer and no shorter than its bucket', async (row) => {
  const { mode, count, capacity, perSecond } = row;
  const { limiter, seconds } = setup();
  await Promise.all(Array.from({ length: count }, () => limiter.run(mode, done)));
  const bound = (count - capacity) / perSecond;
  expect(seconds()).toBeGreaterThanOrEqual(bound);
  expect(seconds()).toBeLessThan(bound + 1.1);
});

test('who waits for a write keeps no read from going', async () => {
  const { limiter, seconds } = setup();
  const writes = Array.from({ length: 250 }, () => limiter.run('write', done));
  const readsDone = await Promise.all(Array.from({ length: 100 }, () => limiter.run('read', async () => seconds())));
  expect(Math.max(...readsDone)).toBeLessThan(1);
  await Promise.all(writes);
  expect(seconds()).toBeGreaterThan(5);
});

describe('what the service says is left', () => {
  test('lowers the estimate: others draw from the same bucket', async () => {
    const { limiter, clock, seconds } = setup();
    limiter.heard('write', { remaining: 19, sentAt: clock.now() });
    await Promise.all(Array.from({ length: 60 }, () => limiter.run('write', done)));
    expect(seconds()).toBeGreaterThanOrEqual((60 - 20) / 10);
  });

  test('never raises it', async () => {
    const { limiter, clock, seconds } = setup();
    limiter.heard('write', { remaining: 11_999, sentAt: clock.now() });
    await Promise.all(Array.from({ length: 300 }, () => limiter.run('write', done)));
    expect(seconds()).toBeGreaterThanOrEqual(10);
  });

  test('does not slow down who is alone: a whole number, and of a moment ago', () => {
    let now = 0;
    const bucket = createBucket({ capacity: 100, refillPerSecond: 10 }, () => now);
    let left = 100;
    for (let sent = 0; sent < 400; sent++) {
      now += bucket.wait();
      const sentAt = now;
      bucket.take();
      left = Math.min(100, 100 - sent - 1 + (sentAt / 1000) * 10);
      now += 40;
      bucket.heard(Math.floor(left), sentAt);
    }
    expect(left).toBeGreaterThanOrEqual(0);
    expect(now / 1000).toBeLessThan((400 - 100 + 5) / 10 + 0.2);
  });

  test('a refusal empties it, whatever was believed', async () => {
    const { limiter, seconds } = setup();
    let refused = false;
    await Promise.all(
      Array.from({ length: 100 }, () =>
        limiter.run('write', async () => {
          if (refused) return;
          refused = true;
          throw throttled;
        }),
      ),
    );
    // Three others were under way; after the wait there are 70 tokens.
    expect(seconds()).toBeGreaterThanOrEqual(7 + 2);
  });
});

test('workspaces that the service counts together share one limiter', () => {
  const limiters = createLimiters({ ...LIMITS, clock: fakeClock() });
  const one = limiters.limiterFor({ principal: 'p', subscriptionId: 'AAAA' });
  expect(limiters.limiterFor({ principal: 'p', subscriptionId: 'aaaa' })).toBe(one);
  expect(limiters.limiterFor({ principal: 'q', subscriptionId: 'aaaa' })).not.toBe(one);
  expect(limiters.limiterFor({ principal: 'p', subscriptionId: 'bbbb' })).not.toBe(one);
});

describe('a deadline', () => {
  const at = (seconds: number): { readonly deadline: number } => ({ deadline: fakeClock().now() + seconds * 1000 });

  test('no write is begun after it, and none waits past it', async () => {
    const { limiter, seconds } = setup(at(2));
    const call = jest.fn(done);
    const all = await Promise.allSettled(Array.from({ length: 300 }, () => limiter.run('write', call)));
    const refused = all.filter(({ status }) => status === 'rejected');
    expect(call.mock.calls.length + refused.length).toBe(300);
    // 190 at once, and ten a second for less than two seconds.
    expect(call.mock.calls.length).toBeGreaterThanOrEqual(205);
    expect(call.mock.calls.length).toBeLessThan(210);
    expect(seconds()).toBeLessThan(2);
    expect(refused[0]).toMatchObject({ reason: { details: { kind: 'stopped' } } });
  });

  test('a read goes on after it as long as it need not wait: the truth is still told', async () => {
    const { limiter, clock } = setup(at(1));
    await clock.sleep(5000);
    expect(limiter.isOver()).toBe(true);
    await expect(limiter.run('read', done)).resolves.toBe('done');
    await expect(limiter.run('write', done)).rejects.toMatchObject({ details: { kind: 'stopped' } });
  });

  test.each([
    ['write', 'stopped'],
    ['delete', 'stopped'],
    ['read', 'throttled'],
  ] as const)('a 429 that asks a %s to wait past it is not waited out', async (mode, kind) => {
    const { limiter, seconds } = setup(at(5));
    const call = jest.fn(() => Promise.reject(throttled));
    await expect(limiter.run(mode, call)).rejects.toMatchObject({ details: { kind } });
    expect(call).toHaveBeenCalledTimes(1);
    expect(seconds()).toBe(0);
    await expect(limiter.run('write', done)).rejects.toMatchObject({ details: { kind: 'stopped' } });
  });

  test('a pause that would end after it is not begun', async () => {
    const { limiter, seconds } = setup(at(1));
    await limiter.pause(1);
    await expect(limiter.pause(2)).rejects.toMatchObject({ details: { kind: 'stopped' } });
    expect(seconds()).toBe(0.5);
  });
});

describe('a run that is told to stop', () => {
  test('sends nothing that was waiting for its turn', async () => {
    const { limiter } = setup({
      concurrency: 1,
      buckets: { ...ARM_BUCKETS, write: { capacity: 2, refillPerSecond: 1 } },
    });
    const abort = new AbortController();
    const gate = {
      signal: abort.signal,
      get reason() {
        return abort.signal.aborted ? 'cancelled' : undefined;
      },
    };
    const sent: number[] = [];
    const all = await Promise.allSettled(
      [1, 2, 3, 4].map((number) =>
        limiter.run(
          'write',
          async () => {
            sent.push(number);
            if (number === 2) abort.abort();
          },
          gate,
        ),
      ),
    );
    expect(sent).toEqual([1, 2]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  });

  test('does not sleep on through a pause', async () => {
    const abort = new AbortController();
    const limiter = createLimiter({
      ...LIMITS,
      clock: {
        now: () => 0,
        random: () => 1,
        sleep: async (_, signal) => new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve())),
      },
    });
    const pause = limiter.pause(5, { gate: { reason: 'cancelled', signal: abort.signal } });
    abort.abort();
    await expect(pause).rejects.toMatchObject({ details: { kind: 'stopped', message: 'cancelled' } });
  });
});

test('a 503 is tried again when the service says, not before', async () => {
  const { limiter, seconds } = setup();
  await limiter.pause(1, { askedMs: 20_000 });
  expect(seconds()).toBe(20);
  await expect(limiter.pause(1, { askedMs: 200_000 })).rejects.toMatchObject({ details: { kind: 'unavailable' } });
});
