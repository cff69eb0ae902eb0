import { ARM_THROTTLING, DEFAULT_SETTINGS, parseSettings, withSettings } from '../../src/emulator';
import { scheduled } from './bodies';
import { pureClient } from './pure-client';

test.each([
  [{}],
  [DEFAULT_SETTINGS],
  [{ throttling: ARM_THROTTLING }],
  [{ consistency: { kind: 'lagging', reads: 'lists', by: 'seconds', amount: 30 } }],
  [{ locks: [{ scope: '/subscriptions/x', level: 'ReadOnly' }] }],
  [{ etags: { headers: 'ignored' }, echo: { sets: 'sorted' } }],
  [
    {
      directory: {
        kind: 'declared',
        subscriptions: [
          { subscriptionId: 's', tenantId: 't', workspaces: [{ resourceGroup: 'r', workspace: 'w', customerId: 'c' }] },
        ],
      },
    },
  ],
])('%j are settings', (settings) => {
  expect(parseSettings(structuredClone(settings) as never)).toEqual(settings);
});

test.each([
  [[], 'the settings must be an object'],
  [{ pages: 1 }, 'the settings have a mistake: pages is not known; known: pageSize, tombstoneSeconds'],
  [{ pageSize: 1.5 }, 'pageSize must be a whole number of at least 1'],
  [{ tombstoneSeconds: -1 }, 'tombstoneSeconds must be a number of at least 0'],
  [{ etags: { body: 'no' } }, 'etags.body must be honoured or ignored'],
  [{ etags: 1 }, 'etags must be an object'],
  [{ consistency: { kind: 'weak' } }, 'consistency.kind must be strong or lagging'],
  [{ consistency: { kind: 'lagging', reads: 'lists', by: 'reads' } }, 'consistency.amount is missing'],
  [{ locks: {} }, 'locks must be a list'],
  [
    {
      locks: [
        { scope: '/x', level: 'ReadOnly' },
        { scope: '/x', level: 'None' },
      ],
    },
    'locks.2.level must be ReadOnly',
  ],
  [{ throttling: { kind: 'on' } }, 'throttling.reads is missing'],
  [{ enabledRules: { NRT: 'all' } }, 'enabledRules.NRT must be a number of at least 0'],
  [{ refusals: { staleEtag: { status: 412 } } }, 'refusals.staleEtag.code is missing'],
])('%j are not', (settings, message) => {
  expect(parseSettings(settings as never)).toContain(message);
});

test('of a group some members can be changed', () => {
  const settings = withSettings(DEFAULT_SETTINGS, { echo: { ends: 'trimmed' }, pageSize: 3 });
  expect(settings).toEqual({ ...DEFAULT_SETTINGS, pageSize: 3, echo: { ...DEFAULT_SETTINGS.echo, ends: 'trimmed' } });
});

describe('what is not known can be had both ways', () => {
  test('A9 kinds', () => {
    const nrt = { kind: 'NRT', properties: { ...scheduled().properties } as Record<string, unknown> };
    for (const name of ['queryFrequency', 'queryPeriod', 'triggerOperator', 'triggerThreshold']) {
      delete nrt.properties[name];
    }
    const put = (kinds: 'byVersion' | 'all') =>
      pureClient({ settings: { kinds } }).put('rule', nrt, { apiVersion: '2025-09-01' }).status;
    expect([put('byVersion'), put('all')]).toEqual([400, 201]);
    expect(pureClient({ settings: { kinds: 'all' } }).put('rule', { ...nrt, kind: 'Weird' }).status).toBe(400);
  });

  test('V12 display names', () => {
    const put = (displayNames: 'any' | 'unique') => {
      const client = pureClient({ settings: { displayNames } });
      client.put('a', scheduled());
      return [client.put('b', scheduled()).status, client.put('a', scheduled()).status];
    };
    expect(put('any')).toEqual([201, 200]);
    expect(put('unique')).toEqual([400, 200]);
  });

  test('P4 P9 by what refusals can be told apart', () => {
    const refusals = {
      staleEtag: { status: 412, code: 'PreconditionFailed' },
      recentlyDeleted: { status: 409, code: 'RuleRecentlyDeleted' },
    };
    const client = pureClient({ settings: { refusals } });
    client.put('rule', scheduled());
    expect(client.put('rule', { ...scheduled(), etag: '"x"' })).toMatchObject({
      status: 412,
      body: { error: { code: 'PreconditionFailed' } },
    });
    client.delete('rule');
    expect(client.put('rule', scheduled())).toMatchObject({
      status: 409,
      body: { error: { code: 'RuleRecentlyDeleted' } },
    });
    client.set({ faults: [{ id: 'f', when: {}, effect: { kind: 'refusedAs', reason: 'newerInstance' } }] });
    expect(client.list().status).toBe(412);
  });

  test('E3 white space at the end, and the order of sets', () => {
    const sent = scheduled({
      query: 'SecurityEvent  \n| take 1 \n\n',
      description: 'Text \n',
      tactics: ['Persistence', 'Execution'],
      techniques: ['T1219', 'T1059'],
    });
    const noisy = pureClient({ settings: { echo: { ends: 'trimmed', sets: 'sorted' } } });
    const { properties } = noisy.put('rule', sent).body;
    expect(properties).toMatchObject({
      query: 'SecurityEvent  \n| take 1',
      description: 'Text',
      tactics: ['Execution', 'Persistence'],
      techniques: ['T1059', 'T1219'],
    });
    expect(noisy.get('rule').body.properties).toEqual(properties);
    expect(noisy.put('null', scheduled({ tactics: null, description: null })).body.properties.tactics).toBeNull();
  });
});
