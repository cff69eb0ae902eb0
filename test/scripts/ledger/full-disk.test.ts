import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type * as fsPromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderStore } from '../../../scripts/ledger/folder-store';
import { hashJson } from '../../../src/json';
import { readBody, readDeployments, sealEntry } from '../../../src/ledger';
import type { DeploymentEntry } from '../../../src/ledger';

/** Steps of the file system that are left before the disk is full; each step counts. */
const disk = { left: Number.POSITIVE_INFINITY };

jest.mock('node:fs/promises', () => {
  const real = jest.requireActual<typeof fsPromises>('node:fs/promises');
  const full = (): Error => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  const step = (): void => {
    disk.left -= 1;
    if (disk.left < 0) throw full();
  };
  const counted =
    <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      step();
      return call(...args);
    };
  return {
    ...real,
    mkdir: counted(real.mkdir),
    link: counted(real.link),
    rename: counted(real.rename),
    open: async (path: string, flags: string) => {
      step();
      const file = await real.open(path, flags);
      return {
        writeFile: async (text: string) => {
          // Half of it arrives, as it does on a disk that fills up.
          if (disk.left <= 0) await file.writeFile(text.slice(0, text.length / 2));
          step();
          return file.writeFile(text);
        },
        sync: async () => {
          step();
          return file.sync();
        },
        close: async () => file.close(),
      };
    },
  };
});

let root: string;
beforeEach(() => {
  disk.left = Number.POSITIVE_INFINITY;
  root = mkdtempSync(join(tmpdir(), 'full-disk-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const BODIES = [{ kind: 'NRT', text: 'one '.repeat(200) }, { kind: 'Scheduled' }];
const probe = (second: number, last: DeploymentEntry | undefined): DeploymentEntry =>
  sealEntry(
    { kind: 'probe', at: new Date(second * 1000).toISOString(), actor: { name: 'x' }, etags: 'honoured' },
    { target: 'prod', chain: 'deployments', last },
  );
const bodies = new Map(BODIES.map((body) => [hashJson(body), body]));

/** Steps that an append takes while there is room. */
async function stepsOfAppend(): Promise<number> {
  const many = 1000;
  disk.left = many;
  await folderStore(mkdtempSync(join(root, 'count-')), 'prod').append(probe(1, undefined), bodies);
  return many - disk.left;
}

test('whichever step finds the disk full, the ledger holds whole entries or none, and goes on once there is room', async () => {
  const steps = await stepsOfAppend();
  expect(steps).toBeGreaterThan(12);
  for (let room = 0; room < steps; room += 1) {
    disk.left = Number.POSITIVE_INFINITY;
    const folder = mkdtempSync(join(root, 'ledger-'));
    const store = folderStore(folder, 'prod');
    const first = probe(1, undefined);
    const second = probe(2, first);
    await store.append(first, new Map());
    disk.left = room;
    await expect(store.append(second, bodies)).rejects.toThrow('the disk is full');
    disk.left = Number.POSITIVE_INFINITY;
    // What is there is what was there, and nothing of half a file has a name that counts.
    expect(await readDeployments(store, 'prod')).toEqual({ kind: 'whole', entries: [first] });
    for (const [hash, body] of bodies) expect([undefined, body]).toContainEqual(await readBody(store, hash));
    const left = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => /(^|[/\\])\.[^/\\]*$/.test(name))).toEqual([]);
    expect(await store.append(second, bodies)).toBe('appended');
    expect(await readDeployments(store, 'prod')).toEqual({ kind: 'whole', entries: [first, second] });
    for (const [hash, body] of bodies) expect(await readBody(store, hash)).toEqual(body);
  }
});
