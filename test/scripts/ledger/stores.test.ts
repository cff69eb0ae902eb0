import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderStore } from '../../../scripts/ledger/folder-store';
import { gitStore } from '../../../scripts/ledger/git-store';
import { hashJson } from '../../../src/json';
import { readBody, readDeployments, sealEntry } from '../../../src/ledger';
import type { DeploymentEntry, LedgerStore } from '../../../src/ledger';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ledger-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();

/** Two clones that push to one place, and what each of the stores is made of. */
function clones(): readonly [LedgerStore, LedgerStore] {
  execFileSync('git', ['init', '--quiet', '--bare', join(root, 'hub')]);
  return [1, 2].map((number) => {
    const folder = join(root, `clone-${number}`);
    execFileSync('git', ['init', '--quiet', folder]);
    git(folder, 'remote', 'add', 'origin', join(root, 'hub'));
    return gitStore({ folder, ref: 'refs/sentinel/ledger', remote: 'origin' }, 'prod');
  }) as unknown as readonly [LedgerStore, LedgerStore];
}

const makers: [string, () => readonly [LedgerStore, LedgerStore]][] = [
  ['a folder', () => [folderStore(root, 'prod'), folderStore(root, 'prod')]],
  ['a ref with a remote', clones],
  [
    'a ref of one clone',
    () => {
      execFileSync('git', ['init', '--quiet', root]);
      const store = gitStore({ folder: root, ref: 'refs/sentinel/ledger' }, 'prod');
      return [store, store];
    },
  ],
];

const probe = (second: number, last: DeploymentEntry | undefined): DeploymentEntry =>
  sealEntry(
    { kind: 'probe', at: new Date(second * 1000).toISOString(), actor: { name: 'x' }, etags: 'honoured' },
    { target: 'prod', chain: 'deployments', last },
  );

describe.each(makers)('%s', (_name, make) => {
  test('gives back what was appended, entries and bodies', async () => {
    const [one, other] = make();
    const body = { kind: 'NRT', text: 'ä\u2028"' };
    const first = probe(1, undefined);
    const second = probe(2, first);
    expect(await one.append(first, new Map([[hashJson(body), body]]))).toBe('appended');
    expect(await one.append(second, new Map())).toBe('appended');
    expect(await readDeployments(other, 'prod')).toEqual({ kind: 'whole', entries: [first, second] });
    expect(await readBody(other, hashJson(body))).toEqual(body);
    expect(await readBody(other, 'f'.repeat(64))).toBeUndefined();
  });

  test('a body is taken away, and the entries stay', async () => {
    const [one, other] = make();
    const [gone, kept] = [{ text: 'gone' }, { text: 'kept' }];
    const first = probe(1, undefined);
    await one.append(first, new Map([gone, kept].map((body) => [hashJson(body), body])));
    await one.erase([hashJson(gone)]);
    expect(await readBody(other, hashJson(gone))).toBeUndefined();
    expect(await readBody(other, hashJson(kept))).toEqual(kept);
    expect(await readDeployments(other, 'prod')).toEqual({ kind: 'whole', entries: [first] });
    expect(await one.append(probe(2, first), new Map())).toBe('appended');
    expect(await other.attestations()).toEqual([]);
  });

  test('of two writers one is told that it moved', async () => {
    const [one, other] = make();
    const first = probe(1, undefined);
    await one.append(first, new Map());
    const rivals = await Promise.all([
      one.append(probe(2, first), new Map()),
      other.append(probe(3, first), new Map()),
    ]);
    expect([...rivals].sort()).toEqual(['appended', 'moved']);
    const reading = await readDeployments(one, 'prod');
    expect(reading).toMatchObject({ kind: 'whole', entries: [{ sequence: 1 }, { sequence: 2 }] });
  });

  test('takes no entry that leaves a gap', async () => {
    const [one] = make();
    expect(await one.append(probe(2, probe(1, undefined)), new Map())).toBe('moved');
    expect(await readDeployments(one, 'prod')).toEqual({ kind: 'whole', entries: [] });
  });
});

test('a folder that was edited is not believed, and what is half written is no entry', async () => {
  const store = folderStore(root, 'prod');
  await store.append(probe(1, undefined), new Map());
  const path = join(root, 'prod', 'deployments', '000001.json');
  writeFileSync(join(root, 'prod', 'deployments', '.half'), '{');
  expect(await readDeployments(store, 'prod')).toMatchObject({ kind: 'whole' });
  writeFileSync(path, readFileSync(path, 'utf8').replace('honoured', 'ignored'));
  expect(await readDeployments(store, 'prod')).toMatchObject({
    kind: 'broken',
    problems: [{ sequence: 1, message: expect.stringContaining('changed') as string }],
  });
  writeFileSync(path, '{}');
  expect(await readDeployments(store, 'prod')).toMatchObject({ kind: 'broken' });
});

test('a folder leaves nothing but entries behind', async () => {
  const store = folderStore(root, 'prod');
  const first = probe(1, undefined);
  await store.append(first, new Map([[hashJson({}), {}]]));
  await store.append(probe(1, undefined), new Map());
  expect(readdirSync(join(root, 'prod', 'deployments'))).toEqual(['000001.json']);
  expect(readdirSync(join(root, 'prod', 'bodies'))).toEqual([`${hashJson({})}.json`]);
});

test('a ref stays out of the work tree', async () => {
  execFileSync('git', ['init', '--quiet', root]);
  await gitStore({ folder: root, ref: 'refs/sentinel/ledger' }, 'prod').append(probe(1, undefined), new Map());
  expect(git(root, 'status', '--porcelain')).toBe('');
  expect(existsSync(join(root, 'prod'))).toBe(false);
});

describe('several targets in one ref', () => {
  const names = ['eu', 'us', 'asia', 'lab'];

  const probeOf = (target: string): DeploymentEntry =>
    sealEntry(
      { kind: 'probe', at: '2026-01-10T00:00:00.000Z', actor: { name: 'x' }, etags: 'honoured' },
      { target, chain: 'deployments', last: undefined },
    );

  test('of one run: every entry is kept', async () => {
    execFileSync('git', ['init', '--quiet', root]);
    const stores = names.map((name) => gitStore({ folder: root, ref: 'refs/sentinel/ledger' }, name));
    const appended = await Promise.all(
      stores.map(async (store, index) => store.append(probeOf(names[index] ?? ''), new Map())),
    );
    expect(appended).toEqual(names.map(() => 'appended'));
    for (const [index, store] of stores.entries()) {
      expect(await readDeployments(store, names[index] ?? '')).toMatchObject({
        kind: 'whole',
        entries: [{ sequence: 1 }],
      });
    }
  });

  test('of runs on several machines: one that comes second tries again', async () => {
    execFileSync('git', ['init', '--quiet', '--bare', join(root, 'hub')]);
    const stores = names.map((name) => {
      const folder = join(root, `clone-${name}`);
      execFileSync('git', ['init', '--quiet', folder]);
      git(folder, 'remote', 'add', 'origin', join(root, 'hub'));
      return gitStore({ folder, ref: 'refs/sentinel/ledger', remote: 'origin' }, name);
    });
    const appended = await Promise.all(
      stores.map(async (store, index) => store.append(probeOf(names[index] ?? ''), new Map())),
    );
    expect(appended).toEqual(names.map(() => 'appended'));
  });
});

test('an entry whose text is not in the clone is not taken for one that says nothing', async () => {
  execFileSync('git', ['init', '--quiet', root]);
  const store = gitStore({ folder: root, ref: 'refs/sentinel/ledger' }, 'prod');
  await store.append(probe(1, undefined), new Map());
  const hash = git(root, 'rev-parse', 'refs/sentinel/ledger:prod/deployments/000001.json');
  rmSync(join(root, '.git', 'objects', hash.slice(0, 2), hash.slice(2)));
  await expect(readDeployments(store, 'prod')).rejects.toThrow('000001.json is not there');
});
