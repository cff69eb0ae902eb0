import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../../scripts/emulate';
import { readEntries } from '../../scripts/emulate/journal-entries';
import { scheduled } from './bodies';
import { API_VERSION, WORKSPACE } from './pure-client';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulator-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const rulePath = (id: string) =>
  `${WORKSPACE}/providers/Microsoft.SecurityInsights/alertRules/${id}?api-version=${API_VERSION}`;
const journal = () => join(folder, 'journal.ndjson');
const snapshot = () => join(folder, 'snapshot.json');

/** Runs the emulator on the folder for as long as `act` takes. */
async function withEmulator<T>(
  act: (send: (method: string, id: string, body?: unknown) => Promise<Response>) => Promise<T>,
  compactAfter = 1000,
): Promise<T> {
  const emulator = await startEmulator({ dataDir: folder, compactAfter });
  try {
    return await act(async (method, id, body) =>
      fetch(`${emulator.url}${rulePath(id)}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  } finally {
    await emulator.close();
  }
}

const names = async () =>
  withEmulator(async (send) => {
    const { value } = (await (await send('GET', '')).json()) as { value: { name: string }[] };
    return value.map(({ name }) => name);
  });

test.each([1000, 1, 3])(
  'J1 J4 a restart finds the state, etags and tombstones (a snapshot every %i writes)',
  async (compactAfter) => {
    const before = await withEmulator(async (send) => {
      await send('PUT', 'a', scheduled());
      await send('PUT', 'b', scheduled());
      await send('PUT', 'b', scheduled({ displayName: 'second' }));
      await send('PUT', 'c', scheduled());
      await send('DELETE', 'c');
      return (await send('GET', 'b')).json();
    }, compactAfter);
    await withEmulator(async (send) => {
      expect(await (await send('GET', 'b')).json()).toEqual(before);
      expect((await send('PUT', 'c', scheduled())).status).toBe(409);
      expect((await send('PUT', 'd', scheduled())).status).toBe(201);
    }, compactAfter);
    expect(await names()).toEqual(['a', 'b', 'd']);
  },
);

test('J1 writes that come together are kept together', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => `rule-${String(index).padStart(2, '0')}`);
  await withEmulator(async (send) => {
    const answers = await Promise.all(ids.map(async (id) => send('PUT', id, scheduled())));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  }, 7);
  expect(await names()).toEqual(ids);
});

describe('J2 a damaged journal', () => {
  const fill = async () =>
    withEmulator(async (send) => {
      for (const id of ['a', 'b', 'c']) await send('PUT', id, scheduled());
    });

  test('cut anywhere, it holds the writes whose lines are whole', async () => {
    await fill();
    const bytes = await readFile(journal());
    const ends = [...bytes.entries()].filter(([, byte]) => byte === 10).map(([index]) => index + 1);
    expect(ends).toHaveLength(3);
    for (let length = 0; length <= bytes.length; length += 1) {
      const { entries, goodBytes, torn } = readEntries(bytes.subarray(0, length), { path: 'journal', after: 0 });
      expect(entries).toHaveLength(ends.filter((end) => end <= length).length);
      expect(goodBytes).toBe([0, ...ends].findLast((end) => end <= length));
      expect(torn === undefined).toBe(length === goodBytes);
    }
  });

  test('a torn last line is left out, named, and written over', async () => {
    await fill();
    const { length } = await readFile(journal());
    await truncate(journal(), length - 10);
    const emulator = await startEmulator({ dataDir: folder });
    expect(emulator.notes).toEqual([expect.stringContaining('never finished') as string]);
    await emulator.close();
    await withEmulator(async (send) => send('PUT', 'd', scheduled()));
    expect(await names()).toEqual(['a', 'b', 'd']);
  });

  test.each([
    ['zeros at the end', (text: string) => `${text}\0\0\0\0`],
    ['a last line of rubbish', (text: string) => `${text}rubbish\n`],
  ])('%s: as torn', async (_name, damage) => {
    await fill();
    await writeFile(journal(), damage(await readFile(journal(), 'utf8')));
    expect(await names()).toEqual(['a', 'b', 'c']);
  });

  test.each([
    ['a line of rubbish in the middle', (lines: string[]) => lines.with(1, 'rubbish'), 'line 2 is damaged'],
    ['a line that is gone', (lines: string[]) => lines.toSpliced(1, 1), 'entry 2 is missing'],
  ])('%s: refuses to start', async (_name, damage, message) => {
    await fill();
    await writeFile(journal(), damage((await readFile(journal(), 'utf8')).split('\n')).join('\n'));
    await expect(startEmulator({ dataDir: folder })).rejects.toThrow(message);
    // The refusal gave the folder back.
    await expect(startEmulator({ dataDir: folder })).rejects.toThrow(message);
  });

  test.each(['rubbish', '{}', '{"seq":1,"state":"{}"}'])('the snapshot %s: refuses to start', async (text) => {
    await writeFile(snapshot(), text);
    await expect(startEmulator({ dataDir: folder })).rejects.toMatchObject({ name: 'DataFolderError' });
  });
});

describe('J1 a crash while the snapshot is taken', () => {
  test('before its rename: the draft is not looked at', async () => {
    await withEmulator(async (send) => send('PUT', 'a', scheduled()));
    await writeFile(`${snapshot()}.new`, '{"seq":9');
    expect(await names()).toEqual(['a']);
  });

  test('after its rename: the journal that it holds is not replayed twice', async () => {
    await withEmulator(async (send) => send('PUT', 'a', scheduled()));
    const old = await readFile(journal());
    await withEmulator(async (send) => send('DELETE', 'a'), 1);
    expect((await readFile(journal())).length).toBe(0);
    await writeFile(journal(), old);
    expect(await names()).toEqual([]);
    await withEmulator(async (send) => send('PUT', 'b', scheduled()));
    expect(await names()).toEqual(['b']);
  });
});

test('F3 J1 a write whose answer was lost is kept', async () => {
  const emulator = await startEmulator({
    dataDir: folder,
    faults: [{ id: 'f', when: {}, effect: { kind: 'lostAnswer' } }],
  });
  await expect(
    fetch(`${emulator.url}${rulePath('a')}`, { method: 'PUT', body: JSON.stringify(scheduled()) }),
  ).rejects.toThrow(/.+/);
  await emulator.close();
  expect(await names()).toEqual(['a']);
});

describe('J3 one process', () => {
  test('a second emulator on the folder is refused, and says who holds it', async () => {
    const emulator = await startEmulator({ dataDir: folder });
    await expect(startEmulator({ dataDir: folder })).rejects.toThrow(`process ${process.pid}`);
    await emulator.close();
    await (await startEmulator({ dataDir: folder })).close();
  });

  const DEAD = { pid: 2 ** 22 + 1, birth: '', state: 'held' };
  const claimFile = () => join(folder, `lock.${randomUUID()}`);
  const locks = async () => (await readdir(folder)).filter((name) => name.startsWith('lock'));

  test.each([
    ['of no process', DEAD],
    ['of a process whose id another has by now', { pid: process.pid, birth: 'another boot 1', state: 'held' }],
    ['of a process that died while it started', { ...DEAD, state: 'claiming' }],
  ])('a lock %s is taken over', async (_name, claim) => {
    await writeFile(claimFile(), JSON.stringify(claim));
    const emulator = await startEmulator({ dataDir: folder });
    expect(await locks()).toHaveLength(1);
    await emulator.close();
    expect(await locks()).toEqual([]);
  });

  test.each([1, 2, 3])('of many that start at once on a stale lock, one gets the folder (%i)', async () => {
    await writeFile(claimFile(), JSON.stringify(DEAD));
    const started = await Promise.allSettled(Array.from({ length: 6 }, async () => startEmulator({ dataDir: folder })));
    const won = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    await Promise.all(won.map(async (emulator) => emulator.close()));
    expect(won).toHaveLength(1);
    expect(await locks()).toEqual([]);
  });
});
