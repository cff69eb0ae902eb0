import { runInNewContext } from 'node:vm';
import { bundle } from '../../scripts/report/bundle';

const modules = new Map([
  ['main', 'const a = require("./a");\nconst b = require("./b");\ntold(a.value + b.value);'],
  ['a', 'const b = require("./b");\nexports.value = b.value * 2;'],
  ['b', 'made();\nexports.value = 21;'],
  ['unused', 'told("never");'],
]);

test('a module and what it requires, each once, in one script', () => {
  const told: unknown[] = [];
  let made = 0;
  const script = bundle('main', modules);
  runInNewContext(script, { told: (value: unknown) => told.push(value), made: () => made++ });
  expect(told).toEqual([63]);
  expect(made).toBe(1);
  expect(script).not.toContain('never');
});

test('a module in another folder, by its name or as the index of a folder', () => {
  const told: unknown[] = [];
  const files = new Map([
    ['report/browser/main', 'const a = require("../../csv");\nconst b = require("./b");\ntold(a.value + b.value);'],
    ['csv/index', 'exports.value = require("./inner").value;'],
    ['csv/inner', 'exports.value = 1;'],
    ['report/browser/b', 'exports.value = 2;'],
  ]);
  runInNewContext(bundle('report/browser/main', files), { told: (value: unknown) => told.push(value) });
  expect(told).toEqual([3]);
});

test('what could end the element that it stands in is refused', () => {
  expect(() => bundle('x', new Map([['x', 'const s = "</script>";']]))).toThrow('cannot stand in a page');
  expect(() => bundle('x', new Map([['x', 'require("./gone");']]))).toThrow('no browser module gone');
});
