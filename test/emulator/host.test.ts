import { Host } from '../../scripts/emulate/host';
import { emptyState } from '../../src/emulator';
import { scheduled } from './bodies';
import { API_VERSION, ORIGIN, WORKSPACE } from './pure-client';

const url = `${ORIGIN}${WORKSPACE}/providers/Microsoft.SecurityInsights/alertRules/rule?api-version=${API_VERSION}`;
const put = { method: 'PUT', url, headers: {}, body: JSON.stringify(scheduled()) };
const get = { method: 'GET', url, headers: {}, body: '' };

const hostOn = (keep: () => Promise<void>) =>
  new Host({
    keeper: { state: emptyState(), notes: [], keep, close: async () => {} },
    machineClock: () => 0,
    clock: undefined,
    settings: {},
    faults: [],
    validateQuery: undefined,
    catalog: undefined,
  });

test('J1 once a write could not be kept, nothing is answered any more', async () => {
  let full = false;
  const host = hostOn(async () => {
    if (full) throw new Error('no space left');
  });
  expect((await host.answer(put)).response.status).toBe(201);
  full = true;
  await expect(host.answer(put)).rejects.toThrow('no space left');
  full = false;
  await expect(host.answer(put)).rejects.toThrow('no space left');
  await expect(host.answer(get)).rejects.toThrow('no space left');
  await expect(host.close()).rejects.toThrow('no space left');
});

test('J1 a read does not tell of a write that is not yet kept', async () => {
  const order: string[] = [];
  let kept = (): void => {};
  const host = hostOn(
    async () =>
      new Promise((resolve) => {
        kept = () => {
          order.push('kept');
          resolve();
        };
      }),
  );
  const writing = host.answer(put);
  const reading = host.answer(get).then(({ response }) => order.push(`read ${response.status}`));
  await new Promise((resolve) => setImmediate(resolve));
  kept();
  await Promise.all([writing, reading]);
  expect(order).toEqual(['kept', 'read 200']);
});
