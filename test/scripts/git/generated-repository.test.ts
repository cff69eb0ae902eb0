import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRuleFile } from '../../../src/rules';
import { generateRepository } from '../../support/generated-repository';
import type { GeneratedRepository } from '../../support/generated-repository';
import { gitIn } from '../../support/git-history';
import { generateLargeRepository } from '../../support/large-repository';

let repository: GeneratedRepository;
beforeAll(() => {
  repository = generateRepository({ signed: true });
});
afterAll(() => repository.dispose());

test('the same story gives the same hashes', () => {
  const again = generateRepository();
  try {
    expect(again.git('rev-parse', 'main', 'same-version', 'vanished')).toBe(
      repository.git('rev-parse', 'main~1', 'same-version', 'vanished'),
    );
  } finally {
    again.dispose();
  }
});

test('commits are where the story puts them', () => {
  const { git, hash } = repository;
  expect(git('log', '--format=%an|%cn|%cI|%P', '-1', hash('spray-lowered'))).toBe(
    `Ben Okafor|GitHub|2026-01-11T09:00:00+00:00|${hash('dump-merged')} ${hash('spray-lowered-branch')}`,
  );
  expect(git('log', '--format=%b', '-1', hash('spray-reverted'))).toContain(hash('spray-raised'));
  expect(git('status', '--porcelain')).toBe('');
});

test('every rule of the story is one, but the broken text', () => {
  const { git } = repository;
  const blobs = git('log', '--all', '--format=', '--raw', '--no-abbrev', '-m', '--diff-filter=AM')
    .split('\n')
    .flatMap((line) => /^:\S+ \S+ \S+ (\S+) \S+\t(detections\/[^_].*(?<!\.test)\.yaml)$/.exec(line)?.slice(1) ?? []);
  const texts = new Set(blobs.filter((part) => /^[0-9a-f]{40}$/.test(part)));
  const broken = [...texts].filter((blob) => {
    const file = loadRuleFile({ path: 'a.yaml', text: git('cat-file', 'blob', blob) });
    return file.loaded === undefined;
  });
  expect(texts.size).toBeGreaterThan(15);
  expect(broken).toEqual([
    git('rev-parse', `${repository.hash('spray-broken')}:detections/identity/entra/password-spray.yaml`),
  ]);
});

test('the last commit is signed', () => {
  expect(repository.git('cat-file', 'commit', repository.hash('signed'))).toContain('gpgsig -----BEGIN SSH SIGNATURE');
});

test('a large repository has the size that is asked for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-large-'));
  try {
    generateLargeRepository(folder, { commits: 300, rules: 30 });
    expect(gitIn(folder, ['rev-list', '--count', '--all'])).toBe('300');
    expect(gitIn(folder, ['ls-files', 'detections']).split('\n')).toHaveLength(30);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
