import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity';

/** A credential whose tokens are fetched once for everybody, and again when they run out or the service refuses them. */
export interface RenewedCredential extends TokenCredential {
  /** The service refused this token: nobody is given it any more unless the credential itself insists. */
  refuse(token: string): void;
  isRefused(token: string): boolean;
}

/** So long before its end a token is asked for again: the SDK begins as early. */
const EARLY_MS = 120_000;

/** `now` is milliseconds since 1970, as the tokens' ends are. */
export function renewedCredential(credential: TokenCredential, now: () => number = Date.now): RenewedCredential {
  const held = new Map<string, Promise<AccessToken | null>>();
  const refused = new Set<string>();

  async function ask(key: string, scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken | null> {
    const asking = credential.getToken(scopes, options);
    held.set(key, asking);
    try {
      return await asking;
    } catch (error) {
      held.delete(key);
      throw error;
    }
  }

  return {
    getToken: async (scopes, options) => {
      const key = JSON.stringify([[scopes].flat(), options?.tenantId ?? null]);
      const before = held.get(key);
      // Claims are what the service asked for beyond the token that it was sent.
      if (before === undefined || options?.claims !== undefined) return ask(key, scopes, options);
      const token = await before;
      const good = token !== null && !refused.has(token.token) && token.expiresOnTimestamp - EARLY_MS > now();
      if (good) return token;
      // Of several that found it bad, the first asks.
      const meanwhile = held.get(key);
      return meanwhile === undefined || meanwhile === before ? ask(key, scopes, options) : meanwhile;
    },
    refuse: (token) => void refused.add(token),
    isRefused: (token) => refused.has(token),
  };
}

export function isRenewed(credential: TokenCredential): credential is RenewedCredential {
  return 'refuse' in credential;
}
