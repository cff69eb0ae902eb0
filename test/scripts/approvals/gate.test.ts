import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gateOf } from '../../../scripts/approvals/gate';
import type { AtGate } from '../../../scripts/approvals/gate';
import { statementText } from '../../../src/approval';
import type { ApprovalStatement } from '../../../src/approval';
import { bobsStatement, HASH } from '../../support/approval-statement';
import { sshKey, sshSign } from '../../support/ssh-keys';
import type { SshKey } from '../../support/ssh-keys';

/** Every signature here is OpenSSH's, and OpenSSH checks it. */

const folder = mkdtempSync(join(tmpdir(), 'gate-'));
const [bob, ann, eve] = ['bob', 'ann', 'eve'].map((name) => sshKey(folder, name)) as [SshKey, SshKey, SshKey];
const COMMIT = 'c'.repeat(40);
const signers = `ann ${ann.line}\nbob namespaces="sentinel-rules-approval" ${bob.line}\n`;
const said = bobsStatement(COMMIT);
const text = (changed: Partial<ApprovalStatement> = {}): string => statementText({ ...said, ...changed });
const signed = (statement: string, key: SshKey = bob, namespace?: string) => ({
  name: 'one',
  statement,
  signature: sshSign(key, statement, namespace),
});

async function gate(kept: AtGate['kept'], changed: Partial<AtGate> = {}): Promise<string> {
  const found = await gateOf({
    set: { plans: [], targets: said.targets, hash: HASH, commit: COMMIT },
    run: { repository: 'contoso/detections', runId: '12', address: '', sha: COMMIT },
    signers,
    kept,
    hands: { starters: ['ann'], authors: ['ann'] },
    now: new Date('2026-02-01T08:00:00Z'),
    ...changed,
  });
  return found.kind === 'open' ? `open: ${found.approval.statement.approver}` : found.why.join('\n');
}

test('somebody else signed exactly this', async () => {
  expect(await gate([signed(text())])).toBe('open: bob');
});

const rows: readonly [string, () => AtGate['kept'], RegExp, Partial<AtGate>?][] = [
  ['nobody signed', () => [], /nobody has approved/],
  [
    'the text was changed after it was signed',
    () => [{ ...signed(text()), statement: text({ expires: '2026-03-01T00:00:00.000Z' }) }],
    /not of this text/,
  ],
  ['another plan', () => [signed(text({ plan: 'b'.repeat(64) }))], /for the plan bbbb/],
  ['expired', () => [signed(text({ expires: '2026-02-01T07:00:00.000Z' }))], /expired/],
  ['a signer that nobody knows', () => [signed(text({ approver: 'eve' }), eve)], /has for eve/],
  ['a name of somebody else', () => [signed(text(), eve)], /has for bob/],
  ["another's name with an own key", () => [signed(text(), ann)], /has for bob/],
  ['an own approval', () => [signed(text({ approver: 'ann' }), ann)], /ann started/],
  [
    'an approval by who re-ran it',
    () => [signed(text())],
    /BOB started/,
    { hands: { starters: ['ann', 'BOB'], authors: undefined } },
  ],
  ['who wrote all of it', () => [signed(text())], /bob wrote all/, { hands: { starters: ['ann'], authors: ['bob'] } }],
  ['a signature for another purpose', () => [signed(text(), bob, 'git')], /another purpose/],
  ['an approval of another repository', () => [signed(text({ repository: 'contoso/lab' }))], /repository contoso\/lab/],
  ['no signature', () => [{ ...signed(text()), signature: '' }], /not signed/],
  ['a signature that is none', () => [{ ...signed(text()), signature: 'yes\n' }], /none of OpenSSH/],
  ['no statement', () => [signed('{}')], /shape of an approval/],
  ['no list', () => [signed(text())], /has no .github\/allowed_signers/, { signers: undefined }],
  ['an empty list', () => [signed(text())], /names nobody/, { signers: '# nobody yet\n' }],
  ['a key that is over', () => [signed(text())], /expired/, { signers: `bob valid-before="20260101" ${bob.line}` }],
  ['a key for other things', () => [signed(text())], /not permitted/, { signers: `bob namespaces="git" ${bob.line}` }],
  [
    'a list that lets everybody be anybody',
    () => [signed(text(), eve)],
    /pattern or an authority/,
    { signers: `* ${eve.line}\nann ${ann.line}` },
  ],
  [
    'one person under two names',
    () => [signed(text())],
    /ann started/,
    { signers: `bob ${bob.line}\nann ${bob.line}` },
  ],
  [
    'a run of another commit',
    () => [signed(text())],
    /this run is of dddd/,
    { run: { repository: 'contoso/detections', runId: '12', address: '', sha: 'd'.repeat(40) } },
  ],
];

test.each(rows.map(([name, kept, why, changed = {}]) => [name, { kept, why, changed }] as const))(
  'closed: %s',
  async (_, { kept, why, changed }) => {
    expect(await gate(kept(), changed)).toMatch(why);
  },
);

test('one that counts is enough, whatever stands beside it', async () => {
  expect(await gate([signed(text({ plan: 'b'.repeat(64) })), signed(text(), eve), signed(text())])).toBe('open: bob');
});

test('keys must be valid at the time that is asked about', async () => {
  const list = `bob valid-after="20260201",valid-before="20260202" ${bob.line}`;
  const at = async (now: string): Promise<string> =>
    gate([signed(text({ issued: '2026-01-01T00:00:00.000Z', expires: '2026-12-01T00:00:00.000Z' }))], {
      signers: list,
      now: new Date(now),
    });
  expect(await at('2026-02-01T12:00:00Z')).toBe('open: bob');
  expect(await at('2026-01-31T12:00:00Z')).toMatch(/not yet valid/);
  expect(await at('2026-02-02T12:00:00Z')).toMatch(/expired/);
});
