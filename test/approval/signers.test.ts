import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { peopleOf, publicKeyOf, readSigners } from '../../src/approval';
import { sshKey } from '../support/ssh-keys';

const folder = mkdtempSync(join(tmpdir(), 'signers-'));
const keys = (['ed25519', 'ecdsa', 'rsa'] as const).map((type) => sshKey(folder, type, type));
const [{ line } = { line: '' }] = keys;

test.each(keys)('the fingerprint is the one that OpenSSH prints: $path', ({ path, line: own }) => {
  const printed = execFileSync('ssh-keygen', ['-l', '-f', path], { encoding: 'utf8' }).split(' ')[1];
  expect(publicKeyOf(own)?.fingerprint).toBe(printed);
});

test.each<[string, string, readonly string[]]>([
  ['one person', `bob ${line}`, ['bob']],
  ['with a comment', `bob ${line} bob@laptop`, ['bob']],
  ['with options', `bob namespaces="sentinel-rules-approval",valid-before="20300101" ${line}`, ['bob']],
  ['options with blanks in quotes', `bob namespaces="a b,c" ${line}`, ['bob']],
  ['names in quotes', `"bob,robert" ${line}`, ['bob', 'robert']],
  ['blanks around, as Windows ends lines', `  bob   ${line}\r`, ['bob']],
])('%s', (_, text, principals) => {
  expect(readSigners(`# people\n\n${text}\n`)).toMatchObject({ problems: [], signers: [{ line: 3, principals }] });
});

test.each<[string, string, RegExp]>([
  ['a pattern', `*@contoso.com ${line}`, /no login/],
  ['an address', `bob@contoso.com ${line}`, /no login/],
  ['a name and a pattern', `bob,* ${line}`, /no login/],
  ['all but one', `!eve ${line}`, /no login/],
  ['an authority', `bob cert-authority ${line}`, /authority/],
  ['an authority among options', `bob namespaces="x",CERT-AUTHORITY ${line}`, /authority/],
  ['no key', 'bob ssh-ed25519', /cut short/],
  ['half a key', `bob ${line.slice(0, -20)}`, /cut short/],
  ['a key of another type', `bob ${line.replace('ssh-ed25519', 'ssh-rsa')}`, /cut short/],
  ['no login', line, /expected a login/],
  ['a type that does not sign', `bob ssh-dss AAAA`, /expected a login/],
])('lets nobody approve: %s', (_, text, message) => {
  const { signers, problems } = readSigners(text);
  expect(signers).toEqual([]);
  expect(problems).toEqual([{ line: 1, message: expect.stringMatching(message) as string }]);
});

test('one key under two names is one person', () => {
  const list = readSigners(`bob ${line}\nAnn ${line}\ncarol ${keys[1]?.line ?? ''}`);
  expect([...peopleOf(list, publicKeyOf(line)?.fingerprint ?? '')]).toEqual(['bob', 'ann']);
});

test('no text breaks it, and every line is a signer, a problem, empty or a comment', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constant(`bob ${line}`), fc.constant('# x'))), (lines) => {
      const { signers, problems } = readSigners(lines.join('\n'));
      expect(signers.length + problems.length).toBeLessThanOrEqual(lines.join('\n').split(/\r?\n/).length);
    }),
  );
});
