import { DEFAULT_SETTINGS, emptyState, handle, withSettings } from '../../src/emulator';
import type { SettingsPatch } from '../../src/emulator';

const ID = '11111111-2222-4333-8444-555555555555';

function ask(method: string, path: string, settings: SettingsPatch = {}) {
  const request = { method, url: `http://127.0.0.1:1${path}`, headers: {}, body: '' };
  const { response } = handle(request, emptyState(), {
    now: 0,
    settings: withSettings(DEFAULT_SETTINGS, settings),
    faults: [],
  });
  return { status: response.status, body: JSON.parse(response.body) as Readonly<Record<string, unknown>> };
}

test.each(['GET', 'POST'])('A16 %s of the metadata path tells tables and functions', (method) => {
  const { status, body } = ask(method, `/v1/workspaces/${ID}/metadata`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    tables: expect.arrayContaining([
      expect.objectContaining({
        name: 'ContosoBadge_CL',
        columns: expect.arrayContaining([{ name: 'Granted', type: 'bool' }]),
      }),
    ]),
    functions: expect.arrayContaining([expect.objectContaining({ name: 'ContosoBadges', body: expect.any(String) })]),
    workspaces: [{ id: ID }],
  });
});

test('A16 other methods, and GUIDs that the directory does not name', () => {
  expect(ask('DELETE', `/v1/workspaces/${ID}/metadata`).status).toBe(405);
  const directory = { kind: 'declared' as const, subscriptions: [] };
  expect(ask('GET', `/v1/workspaces/${ID}/metadata`, { directory })).toMatchObject({
    status: 404,
    body: { error: { code: 'PathNotFoundError' } },
  });
});
