import type { TokenCredential } from '@azure/identity';
import { renewedCredential } from './renewed-credential';

/** Gives the credential for Azure. Other ways to sign in are other functions of this shape. */
export type CredentialSource = () => Promise<TokenCredential>;

/**
 * Whatever this machine is signed in with: environment, workload identity, managed identity, Azure CLI. The library takes
 * a quarter of a second to load, so it is loaded when a target needs it.
 */
export const defaultCredential: CredentialSource = async () => {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential();
};

/** The same credential for everybody who asks: its tokens are fetched once, not once for each workspace. */
export function sharedCredential(source: CredentialSource): CredentialSource {
  let credential: Promise<TokenCredential> | undefined;
  return async () => (credential ??= source().then((one) => renewedCredential(one)));
}

/** For the loopback emulator, which asks for none. If a token is asked for all the same, that is our bug. */
export const noCredential: TokenCredential = {
  getToken: () => Promise.reject(new Error('a token was asked for a loopback endpoint')),
};
