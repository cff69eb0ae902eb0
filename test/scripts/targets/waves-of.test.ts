import { wavesOf } from '../../../scripts/targets/select-targets';
import { readConfig } from '../../../scripts/targets/read-config';
import { targetOf } from '../../../scripts/targets/target';

const target = (name: string, subscription: string) => targetOf(name, { kind: 'emulator', subscription }, '/');
const { config } = readConfig(undefined, '/');

test('subscriptions take turns, each in the order of the configuration', () => {
  const targets = [
    target('a1', 'A'),
    target('a2', 'A'),
    target('a3', 'a'),
    target('b1', 'B'),
    target('c1', 'C'),
    target('b2', 'B'),
  ];
  const [wave, ...more] = wavesOf(config, targets);
  expect(more).toEqual([]);
  expect(wave?.targets.map(({ name }) => name)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});
