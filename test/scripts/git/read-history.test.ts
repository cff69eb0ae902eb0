import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommits } from '../../../scripts/git/read-commits';
import { commitOf, readHistory } from '../../../scripts/git/read-history';
import { traceRules } from '../../../src/history';
import { generateRepository } from '../../support/generated-repository';
import type { GeneratedRepository } from '../../support/generated-repository';
import { createRepository, importHistory } from '../../support/git-history';
import { ruleText } from '../../support/rule-text';

let repository: GeneratedRepository;
beforeAll(() => {
  repository = generateRepository({ signed: true });
});
afterAll(() => repository.dispose());

test('every version that git can be asked for by hand is told, and no other', async () => {
  const { folder, git, rules } = repository;
  const { steps, text, mainline } = await readHistory({ folder, detections: 'detections', ref: 'main' });
  expect(mainline.hashes).toEqual(git('rev-list', '--first-parent', '--reverse', 'main').split('\n'));
  const traced = traceRules(steps, text);
  for (const id of Object.values(rules)) {
    // the files with the id in the tree of every commit of the line, by git's own search
    const standing = mainline.hashes.map((commit) => {
      try {
        const lines = execFileSync(
          'git',
          ['-C', folder, 'grep', '-l', '-i', `^id: ${id}`, commit, '--', 'detections'],
          {
            encoding: 'utf8',
          },
        );
        return lines
          .trim()
          .split('\n')
          .filter((line) => !line.includes('_retired'));
      } catch {
        return [];
      }
    });
    const occurrences = new Map(traced.get(id)?.map((each) => [each.commit, each]));
    let path: string | null = null;
    const wrong = mainline.hashes.flatMap((commit, index) => {
      const here = standing[index]?.map((line) => line.slice(commit.length + 1)) ?? [];
      const occurrence = occurrences.get(commit);
      if (occurrence !== undefined) path = occurrence.after?.path ?? null;
      const { after = null } = occurrence ?? {};
      const fits = path === null ? here.length === 0 : here.includes(path);
      const same = after === null || after.blob === git('rev-parse', `${commit}:${after.path}`);
      return fits && same ? [] : [{ commit, here, path }];
    });
    expect(wrong).toEqual([]);
  }
});

test('commits of a merged branch are told with the merge', async () => {
  const { folder, hash } = repository;
  const { brought } = await readHistory({ folder, detections: 'detections', ref: 'main' });
  expect(brought.get(hash('spray-lowered'))?.map(({ commit }) => commit)).toEqual([hash('spray-lowered-branch')]);
  expect(brought.get(hash('spray-excluded'))).toBeUndefined();
});

test('a shallow clone says so, and begins where it does', async () => {
  const clone = mkdtempSync(join(tmpdir(), 'sentinel-clone-'));
  try {
    execFileSync('git', ['clone', '--quiet', '--depth', '3', `file://${repository.folder}`, clone]);
    const history = await readHistory({ folder: clone, detections: 'detections', ref: 'HEAD' });
    expect(history.shallow).toBe(true);
    expect(history.steps).toHaveLength(3);
  } finally {
    rmSync(clone, { recursive: true });
  }
});

test('a rule is followed to where it was before it came into the folder of rules', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-elsewhere-'));
  const rule = (version: string): string =>
    ruleText({
      id: '7e57ab1e-0000-4000-8000-000000000001',
      name: 'A rule',
      version,
      severity: 'Low',
      tactics: ['Execution'],
      techniques: ['T1059'],
      query: ['DeviceEvents', '| project TimeGenerated, DeviceName'],
    });
  const author = { name: 'Ada', email: 'ada@contoso.example' };
  const trees = [
    { 'old/a.yaml': rule('1.0.0'), 'old/b.yaml': 'something: else\n', 'docs/x.md': 'x' },
    { 'old/a.yaml': rule('1.1.0') },
    { 'old/a.yaml': null, 'rules/[a].yaml': rule('1.2.0') },
    { 'rules/[a].yaml': rule('1.3.0'), 'old/b.yaml': null },
    { 'rules/[a].yaml': null, 'detections/a.yaml': rule('1.3.0') },
  ];
  try {
    createRepository(folder);
    importHistory(
      folder,
      trees.map((files, index) => ({
        name: `c${index}`,
        branch: 'main',
        parents: index === 0 ? [] : [`c${index - 1}`],
        author,
        at: `2026-01-0${index + 1}T09:00:00Z`,
        message: `c${index}`,
        files,
      })),
    );
    const { steps, text } = await readHistory({ folder, detections: 'detections', ref: 'main' });
    const [occurrences = [], ...others] = [...traceRules(steps, text).values()];
    expect(others).toEqual([]);
    expect(occurrences.map(({ after, movements }) => [after?.path, ...movements.map(({ kind }) => kind)])).toEqual([
      ['old/a.yaml', 'created'],
      ['old/a.yaml'],
      ['rules/[a].yaml', 'moved'],
      ['rules/[a].yaml'],
      ['detections/a.yaml', 'moved'],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a project in a folder of a repository has paths of its own', async () => {
  const { folder, git, hash } = repository;
  const other = mkdtempSync(join(tmpdir(), 'sentinel-inner-'));
  try {
    execFileSync('git', ['clone', '--quiet', folder, other]);
    execFileSync(
      'bash',
      [
        '-c',
        'mkdir inner && git mv detections inner/ && git -c user.name=a -c user.email=a@example.com commit -qm inner',
      ],
      { cwd: other },
    );
    const history = await readHistory({ folder: join(other, 'inner'), detections: 'detections', ref: 'HEAD' });
    expect(history.steps).toHaveLength(1);
    expect(history.steps[0]?.changes.every(({ path }) => path.startsWith('detections/'))).toBe(true);
    expect(git('cat-file', '-t', hash('start'))).toBe('commit');
  } finally {
    rmSync(other, { recursive: true });
  }
});

test('a signature is checked only where there is something to check it with', async () => {
  const { folder, git, hash } = repository;
  const signed = hash('signed');
  const read = async (signatures: 'check' | 'leave') =>
    (await readCommits(folder, [signed], { signatures })).get(signed)?.signature;
  expect(await read('leave')).toBe('not checked');
  expect(await read('check')).toBe('not checked');
  const key = execFileSync('cat', [join(folder, '.git', 'keys', 'signer.pub')], { encoding: 'utf8' });
  writeFileSync(join(folder, '.git', 'signers'), `nobody@contoso.example ${key}`);
  git('config', 'gpg.ssh.allowedSignersFile', join(folder, '.git', 'signers'));
  expect(await read('check')).toBe('good');
  git('config', '--unset', 'gpg.ssh.allowedSignersFile');
});

test.each(['no-such-branch', '--upload-pack=x', 'main:README.md'])('the ref %s is refused', async (ref) => {
  await expect(commitOf(repository.folder, ref)).rejects.toThrow(/knows no commit|expected a commit/);
});
