import { permits } from '../../deploy';
import type { Permission } from '../../deploy';
import { closeEmulators, emulated } from './emulated';

afterEach(closeEmulators);

const READER: Permission = { actions: ['Microsoft.SecurityInsights/*/read'], notActions: [] };
const CONTRIBUTOR: Permission = {
  actions: ['Microsoft.SecurityInsights/*', 'Microsoft.OperationalInsights/workspaces/savedSearches/*'],
  notActions: ['Microsoft.SecurityInsights/ConfidentialWatchlists/*'],
};
const RULE = 'Microsoft.SecurityInsights/alertRules/write';

test.each<[string, readonly Permission[], string, boolean]>([
  ['nothing', [], RULE, false],
  ['an owner', [{ actions: ['*'], notActions: [] }], RULE, true],
  ['a reader reads', [READER], 'Microsoft.SecurityInsights/alertRules/read', true],
  ['a reader does not write', [READER], RULE, false],
  ['letter case means nothing', [READER], 'MICROSOFT.SECURITYINSIGHTS/ALERTRULES/READ', true],
  ['a pattern is a whole one', [{ actions: ['Microsoft.SecurityInsights/alertRules'], notActions: [] }], RULE, false],
  ['a dot is a dot', [{ actions: ['MicrosoftxSecurityInsights/*'], notActions: [] }], RULE, false],
  ['what is left out', [{ actions: ['*'], notActions: ['Microsoft.SecurityInsights/*/write'] }], RULE, false],
  [
    'left out of one role, allowed by another',
    [{ actions: ['*'], notActions: ['Microsoft.SecurityInsights/*'] }, CONTRIBUTOR],
    RULE,
    true,
  ],
  ['left out', [CONTRIBUTOR], 'Microsoft.SecurityInsights/ConfidentialWatchlists/read', false],
  ['brackets are text', [{ actions: ['(.*'], notActions: [] }], RULE, false],
])('%s', (_, permissions, operation, allowed) => {
  expect(permits(permissions, operation)).toBe(allowed);
});

test('they are read from the workspace', async () => {
  const { workspace } = await emulated({ settings: { roles: [READER, CONTRIBUTOR] } });
  expect(await workspace.permissions()).toEqual([READER, CONTRIBUTOR]);
});

test('a service that does not say leaves them unknown', async () => {
  const { workspace, emulator } = await emulated();
  emulator.control.setSettings({ directory: { kind: 'declared', subscriptions: [] } });
  expect(await workspace.permissions()).toBeUndefined();
});
