import common from '../../schemas/common.schema.json';
import functionSchema from '../../schemas/function.schema.json';
import hunting from '../../schemas/hunting.schema.json';
import ruleTest from '../../schemas/rule-test.schema.json';
import rule from '../../schemas/rule.schema.json';
import table from '../../schemas/table.schema.json';
import watchlist from '../../schemas/watchlist.schema.json';

interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: boolean | Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const parts = common.$defs as unknown as Readonly<Record<string, Schema>>;

function resolve(schema: Schema, own: Schema['$defs']): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : { ...(own?.[name] ?? parts[name]), ...schema };
}

/** Every key that a person may write, with what the schema says of it. */
function* keys(schema: Schema, path: string, own = schema.$defs): Generator<readonly [string, Schema]> {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const part = resolve(property, own);
    yield [`${path}${name}`, part];
    yield* keys(part, `${path}${name}.`, own);
  }
  const { items, anyOf = [], additionalProperties } = schema;
  const inner = [...anyOf, ...(items === undefined ? [] : [items])];
  if (typeof additionalProperties === 'object') inner.push(additionalProperties);
  for (const each of inner) yield* keys(resolve(each, own), path, own);
}

test.each([
  ...keys(rule as Schema, ''),
  ...keys(hunting as Schema, 'hunting '),
  ...keys(table as unknown as Schema, 'table '),
  ...keys(functionSchema as unknown as Schema, 'function '),
  ...keys(watchlist as Schema, 'watchlist '),
  ...keys(ruleTest as unknown as Schema, 'rule-test '),
])('%s has a hover text and an example', (_path, schema) => {
  expect(schema.description).toMatch(/^.{10,}\.$/);
  expect(schema.examples?.length).toBeGreaterThan(0);
});
