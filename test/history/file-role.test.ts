import { idIn, tunedIdIn } from '../../src/history';

test.each([
  ['id: 3F2B7C1E-9d4a-4f6b-8a21-5c0e7d9b1f34\nname: a\n', '3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34'],
  ["# a\nid: '3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34' # b\n", '3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34'],
  ['# sentinel-ignore id-not-guid: live\nid: Brute-Force.1\r\nname: a\r\n', 'brute-force.1'],
  ['id: brute_force', 'brute_force'],
  ['id: two words\n', undefined],
  ['id:\nname: a\n', undefined],
  ['  id: indented\n', undefined],
])('the id in %j is %s', (text, id) => {
  expect(idIn(text)).toBe(id);
});

test('the rule that a tuning file is about', () => {
  expect(tunedIdIn('reason: r\nrule: Brute-Force')).toBe('brute-force');
});
