import type { TokenCredential } from '@azure/identity';
import { CLOUDS } from './clouds';
import type { CloudName } from './clouds';
import type { CredentialSource } from './credentials';

/** The credentials of @azure/identity that need no secret of ours. */
export type CredentialName =
  | 'default'
  | 'environment'
  | 'workload-identity'
  | 'managed-identity'
  | 'azure-cli'
  | 'azure-developer-cli'
  | 'azure-powershell';

export interface NamedCredential {
  readonly name: CredentialName;
  readonly cloud: CloudName;
  /** GUID of the tenant that is to give the token. */
  readonly tenant?: string;
  /** GUID of the application or managed identity. */
  readonly clientId?: string;
}

/** A way to sign in by its name: the library is loaded when the first token is asked for. */
export function namedCredential({ name, cloud, tenant, clientId }: NamedCredential): CredentialSource {
  const place = { authorityHost: CLOUDS[cloud].authority, ...(tenant === undefined ? {} : { tenantId: tenant }) };
  const client = clientId === undefined ? {} : { clientId };
  return async (): Promise<TokenCredential> => {
    const identity = await import('@azure/identity');
    switch (name) {
      case 'default':
        return new identity.DefaultAzureCredential({
          ...place,
          ...(clientId === undefined ? {} : { managedIdentityClientId: clientId, workloadIdentityClientId: clientId }),
        });
      case 'environment':
        return new identity.EnvironmentCredential(place);
      case 'workload-identity':
        return new identity.WorkloadIdentityCredential({ ...place, ...client });
      case 'managed-identity':
        return new identity.ManagedIdentityCredential({ ...client, authorityHost: place.authorityHost });
      case 'azure-cli':
        return new identity.AzureCliCredential(tenant === undefined ? {} : { tenantId: tenant });
      case 'azure-developer-cli':
        return new identity.AzureDeveloperCliCredential(tenant === undefined ? {} : { tenantId: tenant });
      case 'azure-powershell':
        return new identity.AzurePowerShellCredential(tenant === undefined ? {} : { tenantId: tenant });
    }
  };
}
