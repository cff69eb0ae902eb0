import { createHash } from 'node:crypto';
import type { AccessToken, TokenCredential } from '@azure/identity';
import { createHttpHeaders } from '@azure/core-rest-pipeline';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { apply, createLimiter, LIMITS, openArmWorkspace, sharedCredential, verdictOf } from '../../deploy';
import type { Limiter, Workspace } from '../../deploy';
import { renewedCredential } from '../../deploy/renewed-credential';
import { startEmulator } from '../../scripts/emulate';
import type { RunningEmulator } from '../../scripts/emulate';
import type { Fault } from '../../src/emulator';
import { alertRuleResource } from '../../src/state';
import { planFor, target } from './emulated';
import { everyProperty } from './every-property';
import { fakeClock } from './fake-clock';

const AZURE = 'https://management.azure.com';
const HOUR = 3_600_000;
const open: RunningEmulator[] = [];
afterEach(async () => Promise.all(open.splice(0).map(async (emulator) => emulator.close())));

const rules = Array.from({ length: 12 }, (_, index) =>
  alertRuleResource(`rule-${index}`, {
    kind: 'NRT',
    properties: { ...everyProperty.NRT.properties, enabled: false, displayName: `Rule ${index}` },
  }),
);

/** Gives these tokens one after another, the last for ever, and counts how often it was asked. */
function credentialOf(...tokens: readonly Partial<AccessToken>[]) {
  const getToken = jest.fn((): Promise<AccessToken> => {
    const token = tokens[Math.min(getToken.mock.calls.length, tokens.length) - 1];
    return Promise.resolve({ token: '', expiresOnTimestamp: Date.now() + HOUR, ...token });
  });
  return { getToken };
}

/** The emulator in the place of Azure: reached by https as the SDK sees it, and so with tokens. */
function inPlaceOfAzure(emulator: RunningEmulator): HttpClient {
  return {
    sendRequest: async (request) => {
      const { pathname, search } = new URL(request.url);
      const answer = await fetch(`${emulator.url}${pathname}${search}`, {
        method: request.method,
        headers: Object.fromEntries([...request.headers].filter(([name]) => name !== 'accept-encoding')),
        ...(typeof request.body === 'string' ? { body: request.body } : {}),
      });
      const bodyAsText = (await answer.text()).replaceAll(emulator.url, AZURE);
      return {
        request,
        status: answer.status,
        headers: createHttpHeaders(Object.fromEntries(answer.headers)),
        bodyAsText,
      };
    },
  };
}

/** As the emulator calls whoever carries a token that names nobody. */
const holder = (token: string): string => `token-${createHash('sha256').update(token).digest('hex').slice(0, 12)}`;

/** From its sixth request on, the service takes a token no more. */
const refused = (token: string): Fault => ({
  id: `${token} is over`,
  when: { principal: holder(token), from: 6 },
  effect: { kind: 'refusedAs', reason: 'expiredToken' },
});

async function service(credential: TokenCredential, faults: readonly Fault[] = []) {
  const emulator = await startEmulator({ faults });
  open.push(emulator);
  const limiter = createLimiter({ ...LIMITS, clock: fakeClock() });
  const source = sharedCredential(() => Promise.resolve(credential));
  const workspace = await openArmWorkspace({
    id: target,
    apiVersion: target.apiVersion,
    limiter,
    credential: source,
    httpClient: inPlaceOfAzure(emulator),
  });
  return { emulator, limiter, workspace };
}

async function deployed({ workspace, limiter }: { readonly workspace: Workspace; readonly limiter: Limiter }) {
  const { results } = await apply(planFor(rules, []), { workspace, limiter });
  return results.map(({ outcome }) => verdictOf(outcome));
}

test('a token that the service refuses in the middle of a run is replaced, and nothing is written twice', async () => {
  const credential = credentialOf({ token: 'old' }, { token: 'new' });
  const made = await service(credential, [refused('old')]);
  const verdicts = await deployed(made);
  expect(verdicts.filter((one) => one !== 'done')).toEqual([]);
  expect(credential.getToken).toHaveBeenCalledTimes(2);
  const { control } = made.emulator;
  // Those that were under way with the old one; nothing is sent with it any more.
  const unauthorised = control.requests().filter(({ status }) => status === 401);
  expect(unauthorised.length).toBeGreaterThan(0);
  expect(unauthorised.length).toBeLessThanOrEqual(LIMITS.concurrency);
  const effective = control.writes().filter(({ effect }) => effect !== 'none');
  expect(effective).toHaveLength(2 * rules.length);
});

test('a token that runs out by its own time is asked for again', async () => {
  const credential = credentialOf({ token: 'short', expiresOnTimestamp: Date.now() + 500 }, { token: 'long' });
  const made = await service(credential);
  expect(new Set(await deployed(made))).toEqual(new Set(['done']));
  expect(credential.getToken.mock.calls.length).toBe(2);
});

test.each([
  ['the new token is refused too', credentialOf({ token: 'a' }, { token: 'b' }), ['a', 'b'], 2],
  ['no other token is given', credentialOf({ token: 'a' }), ['a'], 1],
] as const)('%s: each request is sent twice at most, and the run ends', async (_name, credential, tokens, tries) => {
  const faults = tokens.map((token) => ({ ...refused(token), when: { principal: holder(token) } }));
  const { workspace, emulator } = await service(credential, faults);
  await expect(workspace.list('alertRule')).rejects.toMatchObject({ details: { kind: 'denied', status: 401 } });
  expect(emulator.control.requests()).toHaveLength(tries);
});

test('workspaces of one run share their tokens', async () => {
  const credential = credentialOf({ token: 'one' });
  const { emulator, limiter } = await service(credential);
  const source = sharedCredential(() => Promise.resolve(credential));
  const common = { apiVersion: target.apiVersion, limiter, credential: source, httpClient: inPlaceOfAzure(emulator) };
  const workspaces = await Promise.all(
    ['w1', 'w2', 'w3'].map(async (workspace) => openArmWorkspace({ ...common, id: { ...target, workspace } })),
  );
  await Promise.all(workspaces.map(async (one) => one.list('alertRule')));
  expect(credential.getToken).toHaveBeenCalledTimes(1);
});

test('a credential that fails is asked again the next time', async () => {
  const getToken = jest
    .fn<Promise<AccessToken>, []>()
    .mockRejectedValueOnce(new Error('no'))
    .mockResolvedValue({ token: 'late', expiresOnTimestamp: Date.now() + HOUR });
  const credential = renewedCredential({ getToken });
  await expect(credential.getToken('scope')).rejects.toThrow('no');
  await expect(credential.getToken('scope')).resolves.toMatchObject({ token: 'late' });
});
