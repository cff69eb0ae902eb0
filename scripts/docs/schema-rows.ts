/** A JSON Schema as far as its keys are told to people. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly title?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: boolean | Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Gives the schema that a `$ref` names. */
export type Resolve = (ref: string) => Schema;

/** Lines of a table: a row a key, the keys inside of it after it: `a.b` of an object, `a[].b` of a list, `a.<name>.b` of names. */
export function keyTable(schema: Schema, resolve: Resolve): readonly string[] {
  return ['| key | what | default | example |', '|---|---|---|---|', ...rows(schema, '', { resolve, inside: [] })];
}

interface At {
  readonly resolve: Resolve;
  /** References on the way here: a schema that holds itself is told once. */
  readonly inside: readonly string[];
}

function rows(schema: Schema, path: string, at: At): readonly string[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, each]) => {
    const whole = resolved(each, at.resolve);
    const key = path === '' ? name : `${path}.${name}`;
    const [example] = whole.examples ?? [];
    const row = `| \`${key}\` | ${cell(what(whole, required.includes(name)))} | ${code(whole.default)} | ${code(example)} |`;
    return [row, ...within(each, key, at)];
  });
}

/** The keys of what a key holds, whichever of several forms it has. A key that two forms share is told once. */
function within(schema: Schema, key: string, at: At): readonly string[] {
  if (schema.$ref !== undefined && at.inside.includes(schema.$ref)) return [];
  const next = { ...at, inside: schema.$ref === undefined ? at.inside : [...at.inside, schema.$ref] };
  const { items, anyOf = [], additionalProperties, ...whole } = resolved(schema, at.resolve);
  const found = [
    ...rows(whole, key, next),
    ...(items === undefined ? [] : within(items, `${key}[]`, next)),
    ...(typeof additionalProperties === 'object' ? within(additionalProperties, `${key}.<name>`, next) : []),
    ...anyOf.flatMap((form) => within(form, key, next)),
  ];
  return [...new Map(found.map((row) => [row.split(' | ')[0], row])).values()];
}

/** What stands beside a `$ref` goes before what it names. */
function resolved(schema: Schema, resolve: Resolve): Schema {
  return schema.$ref === undefined ? schema : { ...resolved(resolve(schema.$ref), resolve), ...schema };
}

function what({ description = '', enum: words }: Schema, needed: boolean): string {
  const choice = words === undefined ? '' : ` One of ${words.map((word) => String(word)).join(', ')}.`;
  return `${needed ? '**Needed.** ' : ''}${description}${choice}`;
}

function code(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${cell(text.replaceAll('\n', ' '))}${fence}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
}
