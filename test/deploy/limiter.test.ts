import { createLimiter, WorkspaceFailure } from '../../deploy';
import type { FailureDetails } from '../../deploy/workspace';
import { fakeClock } from './fake-clock';

function setup(concurrency = 4) {
  const clock = fakeClock();
  return { clock, limiter: createLimiter({ clock, concurrency, attempts: 4, longestWaitMs: 60_000 }) };
}

/** A call that fails with each of these in turn, then succeeds. */
function failing(...failures: readonly Omit<FailureDetails, 'message'>[]) {
  const left = [...failures];
  return jest.fn(async () => {
    const next = left.shift();
    if (next !== undefined) throw new WorkspaceFailure({ ...next, message: 'no' });
    return 'done';
  });
}

const throttled = { kind: 'throttled' } as const;

describe('a 429', () => {
  test.each(['read', 'write'] as const)(
    'without Retry-After is repeated with growing waits, for a %s',
    async (mode) => {
      const { clock, limiter } = setup();
      const call = failing(throttled, throttled, throttled);
      await expect(limiter.run(mode, call)).resolves.toBe('done');
      expect(call).toHaveBeenCalledTimes(4);
      expect(clock.slept).toEqual([500, 1000, 2000]);
    },
  );

  test('with Retry-After waits as long as it says', async () => {
    const { clock, limiter } = setup();
    await limiter.run('write', failing({ ...throttled, retryAfterMs: 17_000 }));
    expect(clock.slept).toEqual([17_000]);
  });

  test('is told before it is waited out', async () => {
    const onWait = jest.fn();
    const limiter = createLimiter({ clock: fakeClock(), concurrency: 1, attempts: 4, longestWaitMs: 60_000, onWait });
    await limiter.run('write', failing({ ...throttled, retryAfterMs: 17_000 }));
    expect(onWait).toHaveBeenCalledWith(17_000, expect.objectContaining({ message: 'no' }));
  });

  test('makes everybody wait', async () => {
    const { clock, limiter } = setup(1);
    const begin = clock.now();
    const other = jest.fn(async () => clock.now() - begin);
    const [, started] = await Promise.all([
      limiter.run('write', failing({ ...throttled, retryAfterMs: 5000 })),
      limiter.run('write', other),
    ]);
    expect(started).toBe(5000);
  });

  test('that asks for too long is reported', async () => {
    const { limiter } = setup();
    await expect(limiter.run('write', failing({ ...throttled, retryAfterMs: 61_000 }))).rejects.toThrow(
      WorkspaceFailure,
    );
  });

  test('is given up after the last try', async () => {
    const { limiter } = setup();
    const call = failing(throttled, throttled, throttled, throttled);
    await expect(limiter.run('write', call)).rejects.toThrow('no');
    expect(call).toHaveBeenCalledTimes(4);
  });
});

describe('what may be repeated', () => {
  test.each([
    ['read', 'unavailable', 2],
    ['read', 'lost', 2],
    ['read', 'conflict', 1],
    ['read', 'refused', 1],
    ['read', 'denied', 1],
    ['write', 'unavailable', 1],
    ['write', 'lost', 1],
    ['write', 'conflict', 1],
    ['write', 'refused', 1],
    ['write', 'denied', 1],
  ] as const)('a %s that is %s: tried %i times', async (mode, kind, tries) => {
    const { limiter } = setup();
    const call = failing({ kind });
    await limiter.run(mode, call).catch(() => {});
    expect(call).toHaveBeenCalledTimes(tries);
  });

  test('a mistake of our own is never taken for a failed call', async () => {
    const { limiter } = setup();
    const call = jest.fn(() => Promise.reject(new TypeError('x is not a function')));
    await expect(limiter.run('read', call)).rejects.toThrow(TypeError);
    expect(call).toHaveBeenCalledTimes(1);
  });
});

test('no more than the agreed number of calls are under way', async () => {
  const { limiter } = setup(3);
  let running = 0;
  let most = 0;
  const call = async (): Promise<void> => {
    running++;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => setImmediate(resolve));
    running--;
  };
  await Promise.all(Array.from({ length: 20 }, () => limiter.run('write', call)));
  expect(most).toBe(3);
});
