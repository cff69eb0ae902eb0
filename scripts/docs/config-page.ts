import configSchema from '../../schemas/config.schema.json';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
}

const SECTIONS = [
  { title: 'The file', at: [] as readonly string[], schema: configSchema as unknown as Schema },
  { title: 'A target', at: ['targets', '<name>'], schema: configSchema.$defs.target as unknown as Schema },
  { title: 'A wave', at: ['waves', '[]'], schema: configSchema.$defs.wave as unknown as Schema },
];

/** The text of `docs/config.md`: every key of `sentinel.config.yaml`, from its schema. */
export function configPage(): string {
  return [
    '# sentinel.config.yaml',
    '',
    'Written by `npm run docs` from `schemas/config.schema.json`, which an editor shows as hover texts. Every key may be left out, save what',
    'a workspace in Azure cannot be found without: `subscription`, `resourceGroup`, `workspace`. The file holds no secrets.',
    '',
    ...SECTIONS.flatMap(({ title, at, schema }) => [
      `## ${title}`,
      '',
      ...(at.length === 0 ? [] : [`Under \`${at.join('.')}\`. ${schema.description ?? ''}`, '']),
      '| key | what | default | example |',
      '|---|---|---|---|',
      ...rows(schema, ''),
      '',
    ]),
  ].join('\n');
}

/** A row a key, those inside of objects after it. */
function rows({ properties = {} }: Schema, path: string): readonly string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const key = `${path}${name}`;
    const [example] = schema.examples ?? [];
    return [
      `| \`${key}\` | ${cell(what(schema))} | ${code(schema.default)} | ${code(example)} |`,
      ...rows(schema, `${key}.`),
    ];
  });
}

function what({ description = '', enum: words }: Schema): string {
  return words === undefined ? description : `${description} One of ${words.map((word) => String(word)).join(', ')}.`;
}

function code(value: unknown): string {
  if (value === undefined) return '';
  return `\`${cell(typeof value === 'string' ? value : JSON.stringify(value))}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
