import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, parseFaults, parseSettings } from '../../src/emulator';
import { closeFleets, startFleet } from '../support/fleet';

afterEach(closeFleets);

const guide = readFileSync(join(__dirname, '../../docs/emulator.md'), 'utf8');
const spec = readFileSync(join(__dirname, '../../src/emulator/BEHAVIOUR.md'), 'utf8');

/** The JSON that the guide's examples send to a control path. */
const example = (path: string): unknown =>
  JSON.parse(new RegExp(`_emulator/${path} -d '([^']*)'`).exec(guide)?.[1] ?? 'null');

test('names every effect of faults', () => {
  const refused = parseFaults([{ id: 'a', when: {}, effect: { kind: 'none' } }]);
  const kinds = /one of (.*)/.exec(JSON.stringify(refused))?.[1]?.replace(/"$/, '')?.split(', ') ?? [];
  expect(kinds.length).toBeGreaterThan(20);
  expect(kinds.filter((kind) => !guide.includes(`\`${kind}\``))).toEqual([]);
  expect(
    kinds.filter((kind) => !spec.includes(kind) && !['throttled', 'serverError', 'refused'].includes(kind)),
  ).toEqual([]);
});

test('H4 names every control path', async () => {
  const { url } = await startFleet({ control: 'http' });
  const { error } = (await (await fetch(`${url}/_emulator/`)).json()) as { error: { message: string } };
  const paths = error.message.replace('known: ', '').split(', ');
  expect(paths.length).toBeGreaterThan(15);
  const halves = paths.filter((path) => !guide.includes(`\`${path}\``));
  // What may be set may be seen, and what is recorded may be forgotten: said once in words.
  expect(halves).toEqual(['DELETE writes', 'GET clock', 'GET settings', 'GET faults', 'GET rows', 'DELETE requests']);
});

test('its examples are faults and settings', () => {
  expect(parseFaults(example('faults') as never)).toHaveLength(2);
  expect(typeof parseSettings(example('settings') as never)).toBe('object');
});

test.each(Object.keys(DEFAULT_SETTINGS))('the setting %s is read from JSON', (name) => {
  const value = DEFAULT_SETTINGS[name as keyof typeof DEFAULT_SETTINGS];
  expect(parseSettings({ [name]: value } as never)).toEqual({ [name]: value });
});
