import { verify as verifySignature, X509Certificate } from 'node:crypto';
import { isArray, isObject, objectAt, parseJson } from '../json';
import type { JsonObject } from '../json';
import type { Attested } from './verify/evidence';

/**
 * Reads a Sigstore bundle that attests the head of a ledger, as `actions/attest` makes them: a DSSE envelope around an
 * in-toto statement whose subjects are the hashes of entries. Checked are the signature by the certificate's key and the
 * chain of certificates up to one of `roots` (PEM). Not checked is the transparency log: that the short-lived certificate
 * was valid at the time of signing is the word of whoever keeps the bundle.
 * Source: the published layouts of Sigstore bundle v0.3, DSSE v1 and in-toto Statement v1.
 */
export function readAttestation(
  { path, text }: { readonly path: string; readonly text: string },
  roots: readonly string[],
): Attested {
  const bundle = parseJson(text.trim().split('\n')[0] ?? '') ?? parseJson(text);
  const none = { path, digests: [], signer: 'an unknown signer' };
  if (!isObject(bundle)) return { ...none, problem: 'it is not JSON' };
  const envelope = objectAt(bundle, 'dsseEnvelope');
  const payload = Buffer.from(textAt(envelope, 'payload'), 'base64');
  const statement = parseJson(payload.toString('utf8'));
  const certificates = certificatesOf(objectAt(bundle, 'verificationMaterial'));
  const [leaf] = certificates;
  if (!isObject(statement) || leaf === undefined) {
    return { ...none, problem: 'it holds no statement, or no certificate' };
  }
  const said = { path, digests: digestsOf(statement), signer: signerOf(leaf) };
  const type = textAt(envelope, 'payloadType');
  const signature = isArray(envelope['signatures']) ? envelope['signatures'][0] : undefined;
  const sig = Buffer.from(isObject(signature) ? textAt(signature, 'sig') : '', 'base64');
  if (!verifySignature('sha256', preAuthentication(type, payload), leaf.publicKey, sig)) {
    return { ...said, problem: 'its signature does not hold' };
  }
  if (said.digests.length === 0) return { ...said, problem: 'it names no hash' };
  return trusted(certificates, roots)
    ? said
    : { ...said, problem: 'no root that is trusted here vouches for its certificate' };
}

/** What DSSE signs: the type and the payload, each with its length before it. */
function preAuthentication(type: string, payload: Buffer): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head, 'utf8'), payload]);
}

function digestsOf(statement: JsonObject): readonly string[] {
  const subjects = isArray(statement['subject']) ? statement['subject'] : [];
  return subjects.flatMap((subject) => {
    const sha = isObject(subject) ? objectAt(subject, 'digest')['sha256'] : undefined;
    return typeof sha === 'string' ? [sha.toLowerCase()] : [];
  });
}

/** Leaf first. Newer bundles hold the leaf alone, older ones a chain. */
function certificatesOf(material: JsonObject): readonly X509Certificate[] {
  const chain = objectAt(material, 'x509CertificateChain')['certificates'];
  const raw = isArray(chain) ? chain : [objectAt(material, 'certificate')];
  return raw.flatMap((one) => {
    const bytes = isObject(one) ? textAt(one, 'rawBytes') : '';
    try {
      return bytes === '' ? [] : [new X509Certificate(Buffer.from(bytes, 'base64'))];
    } catch {
      return [];
    }
  });
}

/** Fulcio puts the workflow's address into the alternative name. */
function signerOf({ subjectAltName, subject }: X509Certificate): string {
  return subjectAltName?.replace(/^(?:URI|email):/, '') ?? subject.replaceAll('\n', ', ');
}

/** From the leaf up, each signed by the next; the last, or one of them, by a root. */
function trusted(certificates: readonly X509Certificate[], roots: readonly string[]): boolean {
  const known = roots.map((pem) => new X509Certificate(pem));
  for (const [index, certificate] of certificates.entries()) {
    if (known.some((root) => certificate.checkIssued(root) && certificate.verify(root.publicKey))) return true;
    const above = certificates[index + 1];
    if (above === undefined || !certificate.checkIssued(above) || !certificate.verify(above.publicKey)) return false;
  }
  return false;
}

function textAt(parent: JsonObject, key: string): string {
  const value = parent[key];
  return typeof value === 'string' ? value : '';
}
