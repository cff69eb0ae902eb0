import { createHash } from 'node:crypto';
import type { JsonValue } from '../json';
import { isGuid } from '../sentinel';

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

/** The last part of an address of a rule, or of an expression that ends with one. */
const RULE_NAME = /(?:SecurityInsights|alertRules)\/([0-9A-Za-z][0-9A-Za-z_.-]{0,127})(?:'\)*\])?$/i;
const SUBSCRIPTION = /subscriptions\/[0-9a-f-]{36}/gi;

/** The end of the address of a rule of which a source says the name alone. */
export function addressOf(name: JsonValue | undefined): readonly string[] {
  return typeof name === 'string' ? [`alertRules/${name}`] : [];
}

export interface FoundId {
  readonly id: string;
  readonly repairs: readonly string[];
}

/**
 * The id of a rule: the GUID at the end of one of its addresses; else the name that the workspace knows it by, which is kept,
 * since under another id it would be another rule; else a GUID made of its title, and said.
 */
export function idOf(addresses: readonly (JsonValue | undefined)[], title: JsonValue | undefined): FoundId {
  const texts = addresses.flatMap((address) => (typeof address === 'string' ? [address] : []));
  for (const text of texts) {
    const name = RULE_NAME.exec(text)?.[1];
    const guid =
      name === undefined ? lastGuid(text.replace(SUBSCRIPTION, '')) : isGuid(name) ? name.toLowerCase() : undefined;
    if (guid !== undefined) return { id: guid, repairs: [] };
  }
  for (const text of texts) {
    const name = RULE_NAME.exec(text)?.[1];
    if (name !== undefined)
      return { id: name.toLowerCase(), repairs: [`${name} is no GUID: kept, it is the rule's id`] };
  }
  const id = idOfName(typeof title === 'string' ? title : JSON.stringify(title ?? null));
  return { id, repairs: [`the source has no GUID: the id ${id} was made of its name`] };
}
