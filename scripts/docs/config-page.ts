import configSchema from '../../schemas/config.schema.json';
import { refOf } from './file-pages';
import { keyTable } from './schema-rows';
import type { Schema } from './schema-rows';

const SECTIONS = [
  { title: 'The file', at: [] as readonly string[], schema: configSchema },
  { title: 'A target', at: ['targets', '<name>'], schema: configSchema.$defs.target as Schema },
  { title: 'A wave', at: ['waves', '[]'], schema: configSchema.$defs.wave as Schema },
];

/** The text of `docs/config.md`: every key of `sentinel.config.yaml`, from its schema. */
export function configPage(): string {
  // targets and waves have sections of their own
  const elsewhere: Schema = {};
  const resolve = (ref: string): Schema => (ref.startsWith('#') ? elsewhere : refOf(configSchema)(ref));
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
      ...keyTable(schema, resolve),
      '',
    ]),
  ].join('\n');
}
