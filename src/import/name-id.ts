import { createHash } from 'node:crypto';
import type { JsonValue } from '../json';

/** Our namespace for ids made of names (RFC 9562, version 5). */
const NAMESPACE = Buffer.from('8b0d9e0a5c1f4f0e9b6f3f6f3a1d2c47', 'hex');

/** The id of a rule whose source has none that can be used: the same name gives the same id. */
export function idOfName(name: string): string {
  const digest = createHash('sha1').update(NAMESPACE).update(name, 'utf8').digest().subarray(0, 16);
  digest.writeUInt8(((digest[6] ?? 0) & 0x0f) | 0x50, 6);
  digest.writeUInt8(((digest[8] ?? 0) & 0x3f) | 0x80, 8);
  return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** The last GUID in a text, such as the id at the end of an ARM name; undefined if there is none. */
export function lastGuid(text: string): string | undefined {
  return text.match(GUID)?.at(-1)?.toLowerCase();
}

/** The id of a rule: the GUID at the end of one of its addresses, else one made of its name, and said. */
export function idOf(
  addresses: readonly (JsonValue | undefined)[],
  title: JsonValue | undefined,
): { readonly id: string; readonly repairs: readonly string[] } {
  for (const address of addresses) {
    const guid = typeof address === 'string' ? lastGuid(address) : undefined;
    if (guid !== undefined) return { id: guid, repairs: [] };
  }
  const id = idOfName(typeof title === 'string' ? title : JSON.stringify(title ?? null));
  return { id, repairs: [`the source has no GUID: the id ${id} was made of its name`] };
}
