import common from '../../schemas/common.schema.json';
import functionFile from '../../schemas/function.schema.json';
import hunting from '../../schemas/hunting.schema.json';
import ruleTest from '../../schemas/rule-test.schema.json';
import rule from '../../schemas/rule.schema.json';
import table from '../../schemas/table.schema.json';
import tombstone from '../../schemas/tombstone.schema.json';
import tuning from '../../schemas/tuning.schema.json';
import wanted from '../../schemas/wanted-techniques.schema.json';
import watchlist from '../../schemas/watchlist.schema.json';
import { keyTable } from './schema-rows';
import type { Resolve, Schema } from './schema-rows';

interface FilePage {
  readonly schema: Schema;
  readonly of: string;
  /** Where such a file is, and which page says how it is used. */
  readonly more: string;
}

const PAGES: Readonly<Record<string, FilePage>> = {
  'rule-file': {
    schema: rule,
    of: 'rule',
    more: '`detections/<area>/<name>.yaml`, one rule a file. How to write one: [a first rule](../guides/first-rule.md); what `check` says of it: [checks](../checks.md).',
  },
  'test-file': {
    schema: ruleTest,
    of: 'rule-test',
    more: 'Step by step: [testing rules](../testing-rules.md).',
  },
  'tuning-file': {
    schema: tuning,
    of: 'tuning',
    more: 'What a plan makes of it: [many workspaces](../targets.md#tuning).',
  },
  'watchlist-file': {
    schema: watchlist,
    of: 'watchlist',
    more: '`detections/_watchlists/<alias>.yaml`. How it is deployed: [watchlists and functions](../deploying.md#watchlists-and-functions).',
  },
  'function-file': {
    schema: functionFile,
    of: 'function',
    more: '`detections/_functions/<Name>.yaml`. How queries know it: [tables, functions, watchlists](../schemas.md#functions).',
  },
  'table-file': {
    schema: table,
    of: 'table',
    more: 'A file in a folder of `schemas` of the configuration: [tables](../schemas.md#tables).',
  },
  'hunting-file': {
    schema: hunting,
    of: 'hunting',
    more: 'A file of `detections/` without `kind` and schedule.',
  },
  'tombstone-file': {
    schema: tombstone,
    of: 'tombstone',
    more: 'When one is asked for: [versions and tombstones](../history.md#versions-and-tombstones).',
  },
  'wanted-techniques-file': {
    // a list at the top is told as one key
    schema: { ...wanted, properties: { '(the list)': wanted } },
    of: 'wanted-techniques',
    more: 'What is done with it: [ATT&CK](../history.md#attck).',
  },
};

/** Names of the pages that tell the keys of a file, without `.md`. */
export const filePageNames: readonly string[] = Object.keys(PAGES);

/** The text of `docs/reference/<name>.md`: every key of a file, from its schema. Throws for a name that is no page. */
export function filePage(name: string): string {
  const page = PAGES[name];
  if (page === undefined) throw new Error(`there is no page ${name}`);
  const { schema, of, more } = page;
  return [
    `# ${schema.title ?? name}`,
    '',
    `Written by \`npm run docs\` from \`schemas/${of}.schema.json\`, which an editor shows as hover texts.`,
    '',
    schema.description ?? '',
    more,
    '',
    ...keyTable(schema, refOf(schema)),
    '',
  ].join('\n');
}

/** What a `$ref` of a schema names: its own definitions and the common ones. */
export function refOf(schema: Schema): Resolve {
  return (ref) => {
    const [file = '', name = ''] = ref.split('#/$defs/');
    const found = (file === '' ? (schema.$defs ?? common.$defs) : common.$defs)[name as never] as Schema | undefined;
    const shared = found ?? (common.$defs as Readonly<Record<string, Schema>>)[name];
    if (shared === undefined) throw new Error(`a schema names ${ref}, which is not there`);
    return shared;
  };
}
