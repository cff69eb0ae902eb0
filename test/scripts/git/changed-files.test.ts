import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changedFiles } from '../../../scripts/git/changed-files';

const root = mkdtempSync(join(tmpdir(), 'changed-files-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const git = (...args: readonly string[]): void => {
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  execFileSync('git', ['-C', root, ...who, ...args], { stdio: 'ignore' });
};
const write = (path: string): void => writeFileSync(join(root, path), `${path} ${Math.random()}\n`);

beforeAll(() => {
  git('init', '-b', 'main');
  mkdirSync(join(root, 'project'));
  for (const path of ['outside.yaml', 'project/a.yaml', 'project/b.yaml', 'project/gone.yaml']) write(path);
  writeFileSync(join(root, '.gitignore'), 'ignored.yaml\n');
  git('add', '.');
  git('commit', '-m', 'one');
  git('checkout', '-b', 'branch');
  for (const path of ['outside.yaml', 'project/a.yaml']) write(path);
  git('commit', '-am', 'two');
  git('checkout', 'main');
  write('project/b.yaml');
  git('commit', '-am', 'what others did meanwhile');
  git('checkout', 'branch');
  for (const path of ['project/new ä.yaml', 'project/ignored.yaml']) write(path);
  rmSync(join(root, 'project', 'gone.yaml'));
});

test('committed, deleted and new files of the folder since the branch left, nothing of what others did', async () => {
  const changed = await changedFiles(join(root, 'project'), 'main');
  expect([...changed].sort()).toEqual(['a.yaml', 'gone.yaml', 'new ä.yaml']);
});

test.each(['nothing-here', '--output=x', ''])('%j is refused in words', async (since) => {
  await expect(changedFiles(join(root, 'project'), since)).rejects.toThrow(/changed|takes/);
});
