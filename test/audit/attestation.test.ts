import { readAttestation } from '../../src/audit';
import { testAuthority } from './tamper/certificate';

const HEAD = 'a'.repeat(64);
const authority = testAuthority();
const stranger = testAuthority();
const bundle = authority.attest([HEAD]);

const problemOf = (text: string, roots = [authority.root]): string | undefined =>
  readAttestation({ path: 'head.json', text }, roots).problem;

test('a bundle that holds: what it names, and who signed', () => {
  expect(readAttestation({ path: 'head.json', text: bundle }, [authority.root])).toEqual({
    path: 'head.json',
    digests: [HEAD],
    signer: 'https://github.com/contoso/detections/.github/workflows/deploy.yml@refs/heads/main',
  });
});

type Bundle = { dsseEnvelope: { payload: string; payloadType: string; signatures: { sig: string }[] } };
const changed = (change: (all: Bundle) => void): string => {
  const all = JSON.parse(bundle) as Bundle;
  change(all);
  return JSON.stringify(all);
};

test.each<[string, string, string]>([
  [
    'another payload',
    changed(
      ({ dsseEnvelope: one }) =>
        (one.payload = Buffer.from(JSON.stringify({ subject: [{ digest: { sha256: 'b'.repeat(64) } }] })).toString(
          'base64',
        )),
    ),
    'its signature does not hold',
  ],
  ['another type', changed(({ dsseEnvelope: one }) => (one.payloadType = 'text/plain')), 'its signature does not hold'],
  ['no signature', changed(({ dsseEnvelope: one }) => (one.signatures = [])), 'its signature does not hold'],
  [
    'a signature that is none',
    changed(({ dsseEnvelope: one }) => (one.signatures = [{ sig: 'AAAA' }])),
    'its signature does not hold',
  ],
  [
    'a payload that is none',
    changed(({ dsseEnvelope: one }) => (one.payload = '!')),
    'it holds no statement, or no certificate',
  ],
  ['an empty object', '{}', 'it holds no statement, or no certificate'],
  ['no JSON', 'bundle', 'it is not JSON'],
  [
    'a certificate that is none',
    JSON.stringify({ ...(JSON.parse(bundle) as object), verificationMaterial: { certificate: { rawBytes: 'AAAA' } } }),
    'it holds no statement, or no certificate',
  ],
  ['no subject', authority.attest([]), 'it names no hash'],
  ['a stranger', stranger.attest([HEAD]), 'no root that is trusted here vouches for its certificate'],
])('%s proves nothing', (_, text, problem) => {
  expect(problemOf(text)).toBe(problem);
});

test('without a root that somebody trusts it proves nothing', () => {
  expect(problemOf(bundle, [])).toBe('no root that is trusted here vouches for its certificate');
});
