import { Ajv2020 } from 'ajv/dist/2020';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What an editor shows of each contract that people write: a hover text and an example for every key, and examples that the
 * schema itself accepts where they stand.
 */

interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: boolean | Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const FOLDER = join(__dirname, '..', '..', 'schemas');

/** What the program writes itself; everything else is written by people. */
const WRITTEN_BY_US = new Set(['approval', 'inventory', 'ledger', 'navigator-layer', 'plan', 'run-report', 'common']);

const read = (name: string): Schema => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Schema;
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.schema.json'));
const schemas = new Map(files.map((name) => [name, read(name)]));
const written = files.filter((name) => !WRITTEN_BY_US.has(name.replace('.schema.json', '')));

/** One place of a schema: the file, and where in it by JSON pointer. */
interface Place {
  readonly file: string;
  readonly pointer: string;
  readonly schema: Schema;
}

/** The place itself, then what it refers to: words beside a `$ref` come before the words of what is referred to. */
function* resolved(place: Place): Generator<Place> {
  yield place;
  const [file = '', pointer = ''] = place.schema.$ref?.split('#') ?? [];
  if (place.schema.$ref === undefined) return;
  const name = file === '' ? place.file : file;
  const start = schemas.get(name);
  if (start === undefined) throw new Error(`${place.file}#${place.pointer} refers to ${name}, which is not there`);
  const found = pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], start);
  yield* resolved({ file: name, pointer, schema: found as Schema });
}

/** Every key that a person may write below a place, by its path in a file, with the places that say what it is. */
function* keys(place: Place, path = ''): Generator<readonly [string, readonly Place[]]> {
  for (const { file, pointer, schema } of resolved(place)) {
    const below = (part: string, inner: Schema): Place => ({ file, pointer: `${pointer}/${part}`, schema: inner });
    for (const [name, inner] of Object.entries(schema.properties ?? {})) {
      const key = below(`properties/${name}`, inner);
      yield [`${path}${name}`, [...resolved(key)]];
      yield* keys(key, `${path}${name}.`);
    }
    const { items, anyOf = [], oneOf = [], additionalProperties } = schema;
    if (items !== undefined) yield* keys(below('items', items), path);
    for (const [at, each] of anyOf.entries()) yield* keys(below(`anyOf/${at}`, each), path);
    for (const [at, each] of oneOf.entries()) yield* keys(below(`oneOf/${at}`, each), path);
    if (typeof additionalProperties === 'object')
      yield* keys(below('additionalProperties', additionalProperties), `${path}*.`);
  }
}

/** Every part of a file that has examples, itself or inside. */
function* withExamples(value: unknown, pointer = ''): Generator<readonly [string, readonly unknown[]]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    for (const [at, each] of Array.isArray(value) ? value.entries() : []) {
      yield* withExamples(each, `${pointer}/${at}`);
    }
    return;
  }
  const { examples, ...parts } = value as Schema & Readonly<Record<string, unknown>>;
  if (Array.isArray(examples)) yield [pointer, examples];
  for (const [name, each] of Object.entries(parts)) {
    if (name === 'examples' || name === 'default' || name === 'enum' || name === 'const') continue;
    yield* withExamples(each, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}

const all = written.flatMap((file) =>
  [...keys({ file, pointer: '', schema: read(file) })].map(([path, places]) => [`${file} ${path}`, places] as const),
);

test('the walk finds the keys that it should', () => {
  const paths = all.map(([path]) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'rule.schema.json entityMappings.fieldMappings.identifier',
      'rule-test.schema.json cases.expect.alerts.severity',
      'config.schema.json targets.*.guards.update.percent',
      'watchlist.schema.json targets.tags',
      'wanted-techniques.schema.json reason',
    ]),
  );
});

test.each(all)('%s has a hover text and an example', (_path, places) => {
  const said = places.find(({ schema }) => schema.description !== undefined)?.schema.description;
  expect(said).toMatch(/^.{10,}\.$/);
  expect(places.flatMap(({ schema }) => schema.examples ?? []).length).toBeGreaterThan(0);
});

const ajv = new Ajv2020({ strict: false, allErrors: true });
for (const [name, schema] of schemas) ajv.addSchema(schema, name);

test.each(
  files.flatMap((file) => [...withExamples(read(file))].map(([at, examples]) => [file, at, examples] as const)),
)('%s#%s: its examples are what it accepts', (file, pointer, examples) => {
  const accepts = ajv.compile({ $ref: `${file}#${pointer.split('/').map(encodeURIComponent).join('/')}` });
  for (const example of examples)
    expect([example, accepts(example), accepts.errors ?? []]).toEqual([example, true, []]);
});
