import { CLOUDS, namedCredential } from '../../deploy';
import type { CredentialName } from '../../deploy';

test.each<[CredentialName, string]>([
  ['default', 'DefaultAzureCredential'],
  ['environment', 'EnvironmentCredential'],
  ['managed-identity', 'ManagedIdentityCredential'],
  ['azure-cli', 'AzureCliCredential'],
  ['azure-developer-cli', 'AzureDeveloperCliCredential'],
  ['azure-powershell', 'AzurePowerShellCredential'],
])('%s is %s', async (name, type) => {
  const credential = await namedCredential({ name, cloud: 'AzureUSGovernment' })();
  expect(credential.constructor.name).toBe(type);
});

test('workload identity says what it lacks before anything is sent', async () => {
  const tenant = '00000000-0000-0000-0000-000000000000';
  await expect(namedCredential({ name: 'workload-identity', cloud: 'AzureCloud', tenant })()).rejects.toMatchObject({
    name: 'CredentialUnavailableError',
  });
});

test('a cloud has three addresses of its own', () => {
  const all = Object.values(CLOUDS).flatMap(({ management, query, authority }) => [management, query, authority]);
  expect(new Set(all).size).toBe(9);
  for (const address of all) expect(address).toMatch(/^https:\/\/[a-z.]+$/);
});
