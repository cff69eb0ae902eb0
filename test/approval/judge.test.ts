import { parseStatement, personProblem, statementProblem, statementText } from '../../src/approval';
import type { ApprovalStatement } from '../../src/approval';

const HASH = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const said = {
  repository: 'contoso/detections',
  plan: HASH,
  targets: [
    { target: 'prod', hash: OTHER },
    { target: 'lab', hash: HASH },
  ],
  commit: 'c'.repeat(40),
  approver: 'bob',
  reason: 'CHG-7 "quoted"\n::error::x',
  issued: '2026-02-01T00:00:00.000Z',
  expires: '2026-02-02T00:00:00.000Z',
};
const statement: ApprovalStatement = { format: 1, ...said };
const asked = { repository: 'Contoso/Detections', plan: HASH, targets: said.targets, now: '2026-02-01T08:00:00.000Z' };

test('a statement is read as it was written, whatever the order of its plans', () => {
  const text = statementText(said);
  expect(text).toBe(statementText({ ...said, targets: said.targets.toReversed() }));
  const reading = parseStatement(text);
  expect(reading.kind === 'statement' && statementText(reading.statement)).toBe(text);
});

test.each<[string, string]>([
  ['no JSON', 'yes'],
  ['another format', statementText(said).replace('"format":1', '"format":2')],
  ['more than it says', statementText(said).replace('{', '{"also":1,')],
  ['no approver', statementText({ ...said, approver: '' })],
  ['an approver that is an option', statementText({ ...said, approver: '-f' })],
  ['a pattern for an approver', statementText({ ...said, approver: '*' })],
  ['no plan', statementText({ ...said, targets: [] })],
  ['a commit that is cut', statementText({ ...said, commit: 'c'.repeat(12) })],
  ['too much of it', statementText({ ...said, reason: 'x'.repeat(300_000) })],
])('%s is no approval', (_, text) => {
  expect(parseStatement(text).kind).toBe('refused');
});

test.each<[string, Partial<ApprovalStatement>, RegExp]>([
  ['another repository', { repository: 'contoso/other' }, /repository contoso\/other/],
  ['another plan', { plan: OTHER }, /for the plan bbbbbbbbbbbb/],
  ['a target less', { targets: said.targets.slice(1) }, /other plans/],
  ['a target more', { targets: [...said.targets, { target: 'x', hash: HASH }] }, /other plans/],
  ['another plan for one target', { targets: said.targets.map((one) => ({ ...one, hash: HASH })) }, /other plans/],
  ['its time is over', { expires: asked.now }, /expired/],
  ['its time is yet to come', { issued: '2026-02-01T08:06:00.000Z' }, /yet to come/],
])('%s', (_, changed, problem) => {
  expect(statementProblem({ ...statement, ...changed }, asked)).toMatch(problem);
});

test('it says what is asked', () => {
  expect(statementProblem(statement, asked)).toBeUndefined();
  expect(statementProblem({ ...statement, issued: '2026-02-01T08:04:00.000Z' }, asked)).toBeUndefined();
});

test.each<[string, readonly string[], readonly string[] | undefined, RegExp]>([
  ['who started it', ['Bob', 'ann'], undefined, /Bob started/],
  ['who started the attempt', ['ann', 'BOB'], undefined, /BOB started/],
  ['another name of the same key', ['robert'], undefined, /robert started/],
  ['who wrote all of it', ['ann'], ['bob', 'Robert'], /wrote all/],
  ['who wrote a part', ['ann'], ['bob', 'carol'], /^$/],
  ['who wrote a part, the rest is nobody known', ['ann'], ['bob', ''], /^$/],
  ['nobody can tell who wrote it', ['ann'], undefined, /^$/],
  ['nothing was written', ['ann'], [], /^$/],
])('%s', (_, starters, authors, problem) => {
  expect(personProblem(new Set(['bob', 'robert']), { starters, authors }) ?? '').toMatch(problem);
});
