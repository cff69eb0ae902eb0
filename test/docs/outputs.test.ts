import { shownNow } from './outputs';

const OUTPUT = 'one\ntwo\nthree  \nfour\nfive\n\n';
const ALL = ['one', 'two', 'three', 'four', 'five'];

test.each([
  ['all of it', ALL],
  ['lines left out in the middle', ['one', '...', 'five']],
  ['at the ends', ['...', 'two', '...', 'four', '...']],
  ['nothing left out there', ['one', '...', 'two', 'three', 'four', '...', 'five', '...']],
  ['everything', ['...']],
])('agrees: %s', (_, shown) => {
  expect(shownNow(shown, OUTPUT, [])).toBe(shown);
});

test.each([
  ['another line', ['one', 'too'], ALL],
  ['a line less', ALL.slice(0, 4), ALL],
  ['nothing', [], ALL],
  ['another order', ['one', '...', 'four', '...', 'two', '...', 'five'], ALL],
  ['the end keeps its cut', ['0', '1', '...', '9'], ['one', 'two', '...', 'five']],
  ['a line that is there once is not found twice', ['one', '...', 'two', '...', 'two', '...', 'five'], ALL],
  ['head and tail do not share a line', ['one', 'two', 'three', '...', 'three', 'four', 'five'], ALL],
])('does not agree: %s', (_, shown, now) => {
  expect(shownNow(shown, OUTPUT, [])).toEqual(now);
});

test('hashes may differ, and what a mask names', () => {
  const shown = ['commit 0123456789ab in 12 ms'];
  expect(shownNow(shown, 'commit ba9876543210 in 7 ms', [/\d+ ms/g])).toBe(shown);
  expect(shownNow(shown, 'commit ba9876543210 in 7 ms', [])).toEqual(['commit <hash> in 7 ms']);
});
