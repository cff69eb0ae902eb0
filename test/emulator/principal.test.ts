import { principalOf } from '../../src/emulator';

const of = (headers: Readonly<Record<string, string>>, principal?: string): string =>
  principalOf({ method: 'GET', url: 'http://x', headers, body: '', ...(principal === undefined ? {} : { principal }) });
const token = (claims: unknown): string =>
  `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

test.each([
  [{}, 'anonymous'],
  [{ authorization: token({ oid: 'object', appid: 'app', sub: 'subject' }) }, 'object'],
  [{ authorization: token({ appid: 'app', sub: 'subject' }) }, 'app'],
  [{ authorization: token({ oid: '', sub: 'subject' }) }, 'subject'],
  [{ authorization: 'Basic dXNlcjpwYXNz' }, 'anonymous'],
])('W1 %j is %s', (headers, principal) => {
  expect(of(headers)).toBe(principal);
});

test.each(['secret', 'a.b.c', token({ name: 'x' }), token(1), token({ oid: 7 })])(
  'W1 of a token that names nobody a digest is told: %s',
  (given) => {
    const authorization = given.startsWith('Bearer ') ? given : `Bearer ${given}`;
    expect(of({ authorization })).toMatch(/^token-[0-9a-f]{12}$/);
    expect(of({ authorization })).toBe(of({ authorization: authorization.replace('Bearer', 'bearer') }));
    expect(of({ authorization })).not.toBe(of({ authorization: 'Bearer another' }));
  },
);

test('W1 the door knows best', () => {
  expect(of({ authorization: token({ oid: 'object' }) }, 'alice')).toBe('alice');
});
