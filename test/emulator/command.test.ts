import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../scripts/command';
import type { Io } from '../../scripts/command';
import { emulate } from '../../scripts/commands/emulate';
import { startEmulator } from '../../scripts/emulate';

const DEFAULTS = {
  port: 0,
  data: undefined,
  'page-size': 100,
  clock: undefined,
  queries: true,
  throttle: false,
  control: false,
};

function recorder(cwd = tmpdir()) {
  const written = { out: '', err: '' };
  const waiting: { (): void }[] = [];
  const io: Io = {
    stdout: (text) => {
      written.out += text;
      for (const tell of waiting.splice(0)) tell();
    },
    stderr: (text) => void (written.err += text),
    stdin: async () => '',
    cwd,
    env: {},
    now: () => new Date(),
    color: false,
    progress: false,
  };
  const url = async (): Promise<string> => {
    if (written.out === '') await new Promise<void>((resolve) => waiting.push(resolve));
    return written.out.trim();
  };
  return { io, written, url };
}

test.each(['SIGINT', 'SIGTERM'] as const)('serves until %s, then ends with 0', async (signal) => {
  const { io, written, url } = recorder();
  const listeners = process.listenerCount(signal);
  const running = emulate.run({ ...DEFAULTS, clock: '2026-01-10T00:00:00Z', control: true }, io);
  const answer = await fetch(`${await url()}/_emulator/clock`);
  expect(await answer.json()).toEqual({ now: '2026-01-10T00:00:00.000Z' });
  process.emit(signal, signal);
  expect(await running).toBe(0);
  expect(written.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
  expect(written.err).toContain('in memory');
  expect(process.listenerCount(signal)).toBe(listeners);
});

describe('mistakes', () => {
  test.each([
    [{ port: 70_000 }, '--port must be'],
    [{ port: 1.5 }, '--port must be'],
    [{ 'page-size': 0 }, '--page-size must be'],
    [{ clock: 'noon' }, "--clock must be a time such as 2026-01-10T00:00:00Z; found 'noon'"],
  ])('%j', async (args, message) => {
    const running = emulate.run({ ...DEFAULTS, ...args }, recorder().io);
    await expect(running).rejects.toThrow(message);
    await expect(running).rejects.toBeInstanceOf(UsageError);
  });

  test('a taken port and a held folder are told in words', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'emulator-'));
    const emulator = await startEmulator({ dataDir: join(folder, 'data') });
    const port = Number(new URL(emulator.url).port);
    await expect(emulate.run({ ...DEFAULTS, port }, recorder().io)).rejects.toThrow(`port ${port} is taken`);
    const held = emulate.run({ ...DEFAULTS, data: 'data' }, recorder(folder).io);
    await expect(held).rejects.toThrow('--data: another emulator');
    await expect(held).rejects.toBeInstanceOf(UsageError);
    await emulator.close();
    await rm(folder, { recursive: true });
  });
});
