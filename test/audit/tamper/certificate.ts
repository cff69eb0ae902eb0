import { execFileSync } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An authority for one test, and what it can attest. */
export interface Authority {
  /** PEM of its root. */
  readonly root: string;
  /** A bundle over hashes, as a platform would make it. */
  attest(digests: readonly string[]): string;
}

const SIGNER = 'https://github.com/contoso/detections/.github/workflows/deploy.yml@refs/heads/main';

/** Makes a root and a certificate of a workflow under it with openssl: keys of one test. */
export function testAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-authority-'));
  const openssl = (...args: readonly string[]): void =>
    void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  try {
    openssl(
      'req',
      '-x509',
      ...curve,
      '-keyout',
      'root.key',
      '-out',
      'root.pem',
      '-subj',
      '/CN=test root',
      '-days',
      '3650',
    );
    openssl('req', ...curve, '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', '/CN=workflow');
    writeFileSync(join(folder, 'names'), `subjectAltName=URI:${SIGNER}\n`);
    openssl(
      'x509',
      '-req',
      '-in',
      'leaf.csr',
      '-CA',
      'root.pem',
      '-CAkey',
      'root.key',
      '-CAcreateserial',
      '-out',
      'leaf.pem',
      '-days',
      '3650',
      '-extfile',
      'names',
    );
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    const key = createPrivateKey(read('leaf.key'));
    const rawBytes = read('leaf.pem').replaceAll(/-----[^-]+-----|\s/g, '');
    return { root: read('root.pem'), attest: (digests) => bundle({ digests, rawBytes, key }) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bundle({
  digests,
  rawBytes,
  key,
}: {
  readonly digests: readonly string[];
  readonly rawBytes: string;
  readonly key: ReturnType<typeof createPrivateKey>;
}): string {
  const subject = digests.map((sha256, index) => ({ name: `head ${index + 1}`, digest: { sha256 } }));
  const payload = Buffer.from(
    JSON.stringify({
      _type: 'https://in-toto.io/Statement/v1',
      subject,
      predicateType: 'https://contoso.example/ledger/v1',
      predicate: {},
    }),
  );
  const payloadType = 'application/vnd.in-toto+json';
  const signed = Buffer.concat([
    Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `),
    payload,
  ]);
  return JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { certificate: { rawBytes } },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType,
      signatures: [{ sig: sign('sha256', signed, key).toString('base64') }],
    },
  });
}
