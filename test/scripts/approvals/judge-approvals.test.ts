import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeApprovals } from '../../../scripts/audit/judge-approvals';
import { statementText } from '../../../src/approval';
import type { DeploymentEntry, SignedApproval } from '../../../src/ledger';
import { bobsStatement, HASH } from '../../support/approval-statement';
import { sshKey, sshSign } from '../../support/ssh-keys';

/** What a ledger says of signed approvals, verified again with the list that the deployed commit has. */

const root = mkdtempSync(join(tmpdir(), 'judge-'));
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', root, '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
    encoding: 'utf8',
  }).trim();
const keys = mkdtempSync(join(tmpdir(), 'keys-'));
const [bob, eve] = [sshKey(keys, 'bob'), sshKey(keys, 'eve')];

git('init', '--quiet', '-b', 'main');
mkdirSync(join(root, '.github'));
writeFileSync(join(root, '.github', 'allowed_signers'), `bob ${bob.line}\n`);
git('add', '-A');
git('commit', '--quiet', '-m', 'list');
const COMMIT = git('rev-parse', 'HEAD');
// what the list says later changes nothing about what it said then
writeFileSync(join(root, '.github', 'allowed_signers'), `bob ${eve.line}\n`);
git('commit', '--quiet', '-am', 'other list');

const said = bobsStatement(COMMIT);
const good = (): SignedApproval => {
  const statement = statementText(said);
  const listed = execFileSync('ssh-keygen', ['-l', '-f', bob.path], { encoding: 'utf8' });
  return { approver: 'bob', fingerprint: listed.split(' ')[1] ?? '', statement, signature: sshSign(bob, statement) };
};

async function problem(signed: SignedApproval, record: object = {}): Promise<string | undefined> {
  const begin = {
    kind: 'begin',
    at: '2026-02-01T08:00:00.000Z',
    plan: HASH,
    commit: COMMIT,
    signed: [signed],
    ...record,
  };
  const entry = { target: 'prod', hash: 'b', record: begin } as unknown as DeploymentEntry;
  const [judged] = (await judgeApprovals(root, [entry])).get('b') ?? [];
  return judged?.problem;
}

test('what was signed then holds still', async () => {
  expect(await problem(good())).toBeUndefined();
});

test.each<[string, () => SignedApproval, object, RegExp]>([
  [
    'its text was changed in the record',
    () => ({ ...good(), statement: good().statement.replace('"reason":""', '"reason":"x"') }),
    {},
    /not of this text/,
  ],
  [
    'another key signed',
    () => ({ ...good(), signature: sshSign(eve, good().statement) }),
    {},
    /none that .* has for bob/,
  ],
  ['the record names another person', () => ({ ...good(), approver: 'carol' }), {}, /another person/],
  ['the record names another key', () => ({ ...good(), fingerprint: 'SHA256:x' }), {}, /another person or key/],
  ['another plan was begun', good, { plan: 'c'.repeat(64) }, /another plan/],
  ['it was begun after the approval ended', good, { at: '2026-02-03T00:00:00.000Z' }, /expired/],
  ['it was begun in another repository', good, { platform: { repository: 'contoso/lab' } }, /repository/],
  ['nobody knows the commit', good, { commit: 'd'.repeat(40) }, /not in this clone/],
])('%s', async (_, signed, record, why) => {
  expect(await problem(signed(), record)).toMatch(why);
});
