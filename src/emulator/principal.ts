import { createHash } from 'node:crypto';
import type { EmulatorRequest } from './exchange';
import { isObject, member } from './json';
import type { Json } from './json';

/** Who sends a request that says nothing about itself. */
const ANONYMOUS = 'anonymous';

/** Claims of a token that name who holds it, the surest first. */
const CLAIMS = ['oid', 'appid', 'sub'] as const;

/**
 * Who sent a request: the door it came through says so, or its bearer token. Tokens are read, never verified; of one that
 * cannot be read only a digest is told, because a token must not appear in a log.
 */
export function principalOf({ principal, headers }: EmulatorRequest): string {
  if (principal !== undefined) return principal;
  const token = /^bearer\s+(\S+)$/i.exec(member(headers, 'authorization') ?? '')?.[1];
  if (token === undefined) return ANONYMOUS;
  const claims = readClaims(token);
  const named = CLAIMS.map((claim) => claims?.[claim]).find((value) => typeof value === 'string' && value !== '');
  return typeof named === 'string' ? named : `token-${createHash('sha256').update(token).digest('hex').slice(0, 12)}`;
}

function readClaims(token: string): Readonly<Record<string, Json>> | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Json;
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
