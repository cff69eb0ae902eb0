import { Ajv2020 } from 'ajv/dist/2020';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', 'schemas');
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.schema.json'));

// the program itself does not look: see src/schema/compile.ts
test.each(names)('%s is a schema by the rules of JSON Schema 2020-12', (name) => {
  const ajv = new Ajv2020();
  const schema = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Readonly<Record<string, unknown>>;
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(ajv.validateSchema(schema)).toBe(true);
});
