import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headCommit } from '../../../scripts/git/head-commit';
import { createRepository, gitIn } from '../../support/git-history';

test('what we keep in .sentinel leaves a commit clean, anything else does not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'head-commit-'));
  expect(await headCommit(folder)).toBeNull();
  createRepository(folder);
  writeFileSync(join(folder, 'rule.yaml'), 'id: 1\n');
  gitIn(folder, ['add', '-A']);
  gitIn(folder, ['-c', 'user.name=ann', '-c', 'user.email=ann@example.com', 'commit', '--quiet', '-m', 'rule']);
  const clean = await headCommit(folder);
  expect(clean).toMatch(/^[0-9a-f]{40}$/);
  mkdirSync(join(folder, '.sentinel'));
  writeFileSync(join(folder, '.sentinel', 'cache'), 'x');
  expect(await headCommit(folder)).toBe(clean);
  writeFileSync(join(folder, 'other.yaml'), 'id: 2\n');
  expect(await headCommit(folder)).toBe(`${clean ?? ''}-dirty`);
});
