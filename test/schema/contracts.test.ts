import common from '../../schemas/common.schema.json';
import functionSchema from '../../schemas/function.schema.json';
import hunting from '../../schemas/hunting.schema.json';
import rule from '../../schemas/rule.schema.json';
import table from '../../schemas/table.schema.json';
import watchlist from '../../schemas/watchlist.schema.json';

interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

const parts = common.$defs as unknown as Readonly<Record<string, Schema>>;

function resolve(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : { ...parts[name], ...schema };
}

function* keys(schema: Schema, path: string): Generator<readonly [string, Schema]> {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const part = resolve(property);
    yield [`${path}${name}`, part];
    yield* keys(part, `${path}${name}.`);
  }
  if (schema.items !== undefined) yield* keys(resolve(schema.items), path);
}

test.each([
  ...keys(rule as Schema, ''),
  ...keys(hunting as Schema, 'hunting '),
  ...keys(table as unknown as Schema, 'table '),
  ...keys(functionSchema as unknown as Schema, 'function '),
  ...keys(watchlist as Schema, 'watchlist '),
])('%s has a hover text and an example', (_path, schema) => {
  expect(schema.description).toMatch(/^.{10,}\.$/);
  expect(schema.examples?.length).toBeGreaterThan(0);
});
