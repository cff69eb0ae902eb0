import { parseCommit, signatureOf } from '../../src/history';

const commit = (message: string, headers: readonly string[] = []) =>
  parseCommit(
    'c0ffee',
    [
      'tree 1111',
      'parent aaaa',
      'parent bbbb',
      'author Ada Meyer <ada@contoso.example> 1767603600 +0200',
      'committer GitHub <noreply@github.com> 1767603660 -0800',
      ...headers,
      '',
      message,
    ].join('\n'),
  );

test('who and when are those of the commit object, times in UTC', () => {
  const { author, committer, parents, subject, signature } = commit('Rule\n\nwhy\n');
  expect(author).toEqual({ name: 'Ada Meyer', email: 'ada@contoso.example', at: '2026-01-05T09:00:00Z' });
  expect(committer).toEqual({ name: 'GitHub', email: 'noreply@github.com', at: '2026-01-05T09:01:00Z' });
  expect({ parents, subject, signature }).toEqual({
    parents: ['aaaa', 'bbbb'],
    subject: 'Rule',
    signature: 'unsigned',
  });
});

test.each([
  ['Merge pull request #12 from contoso/x\n\nRule', 12],
  ['Rule (#34)', 34],
  ['Merged PR 56: Rule', 56],
  ['Rule\n\nReviewed-on: https://git.example/contoso/detections/pulls/78\n', 78],
  ['Rule\n\nPull-Request: #9\n', 9],
  ['Fix (#34) again', undefined],
  ['Rule #5', undefined],
  ['Rule\n\nsee (#34)', undefined],
])('the pull request that %j claims', (message, number) => {
  expect(commit(message).claims.pullRequest).toBe(number);
});

test('co-authors and reverts', () => {
  const { claims } = commit(
    'Revert "x"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.\n\nCo-Authored-By: Ben <ben@contoso.example>\nco-authored-by: <chi@contoso.example>\n',
  );
  expect(claims.reverts).toEqual(['0123456789abcdef0123456789abcdef01234567']);
  expect(claims.coAuthors).toEqual([
    { name: 'Ben', email: 'ben@contoso.example' },
    { name: '', email: 'chi@contoso.example' },
  ]);
});

test('a signature that nobody checked is not called good', () => {
  expect(
    commit('Rule', ['gpgsig -----BEGIN SSH SIGNATURE-----', ' AAAA', ' -----END SSH SIGNATURE-----']).signature,
  ).toBe('not checked');
  expect(['G', 'U', 'B', 'X', 'Y', 'R', 'E', 'N', ''].map(signatureOf)).toEqual([
    'good',
    'good, signer unknown',
    'bad',
    'expired',
    'expired',
    'revoked',
    'not checked',
    'not checked',
    'not checked',
  ]);
});

test('a commit object of nonsense is read without an error', () => {
  expect(parseCommit('c0ffee', 'author\n\n\n')).toMatchObject({ author: { name: '' }, parents: [], subject: '' });
});
