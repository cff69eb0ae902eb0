import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const spec = readFileSync(join(__dirname, '../../src/emulator/BEHAVIOUR.md'), 'utf8');
const statements = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, id = '']) => id);

/** The statements that the titles of tests name: `'P4 P5 …'` or `describe('V1 …'`. */
const named = new Set(
  readdirSync(__dirname)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(__dirname, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/['[]((?:[A-Z]\d+ )+)/g)])
    .flatMap(([, ids = '']) => ids.trim().split(' ')),
);

test('every statement has its own number, in order', () => {
  expect(statements.length).toBeGreaterThan(60);
  expect(new Set(statements).size).toBe(statements.length);
});

test.each(statements)('%s is named by a test', (id) => {
  expect(named).toContain(id);
});

test('tests name no statement that is not there', () => {
  expect([...named].filter((id) => !statements.includes(id))).toEqual([]);
});
