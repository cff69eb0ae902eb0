import fc from 'fast-check';
import { intoWaves } from '../../src/targets';
import type { Wave } from '../../src/targets';

const targets = [
  { name: 'a', tags: ['canary', 'eu'] },
  { name: 'b', tags: ['eu'] },
  { name: 'c', tags: [] },
  { name: 'd', tags: ['us'] },
];

const shown = (waves: readonly Wave[], of = targets): readonly string[] =>
  intoWaves(of, waves).map(({ name, targets: inIt }) => `${name}: ${inIt.map((one) => one.name).join(' ')}`);

test('without waves all go at once', () => {
  expect(shown([])).toEqual(['rest: a b c d']);
});

test('names, tags, and what is left', () => {
  const waves = [
    { name: 'canary', tags: ['canary'], soakSeconds: 60 },
    { name: 'second', targets: ['d'], tags: ['eu'], soakSeconds: 0 },
    { name: 'all', soakSeconds: 0 },
  ];
  expect(shown(waves)).toEqual(['canary: a', 'second: b d', 'all: c']);
  expect(intoWaves(targets, waves)[0]?.soakSeconds).toBe(60);
});

test('targets that no wave takes come last, waves without targets are left out', () => {
  const waves = [
    { name: 'canary', targets: ['a'], soakSeconds: 0 },
    { name: 'us', tags: ['us'], soakSeconds: 0 },
  ];
  expect(shown(waves, targets.slice(1, 3))).toEqual(['rest: b c']);
});

test('every target is in exactly one wave', () => {
  const tag = fc.constantFrom('x', 'y', 'z');
  const target = fc.record({ name: fc.uuid(), tags: fc.array(tag) });
  const wave = fc.record({ name: tag, tags: fc.array(tag), soakSeconds: fc.nat() });
  fc.assert(
    fc.property(fc.uniqueArray(target, { selector: ({ name }) => name }), fc.array(wave), (of, waves) => {
      const names = intoWaves(of, waves).flatMap((one) => one.targets.map(({ name }) => name));
      expect(names.toSorted()).toEqual(of.map(({ name }) => name).toSorted());
    }),
  );
});
