import { formatJson } from './json';
import { formatStylish } from './stylish';
import type { Formatter } from './formatter';

export type { Formatter, FormatterOptions } from './formatter';

export type FormatterName = 'stylish' | 'json';

export const formatters: Readonly<Record<FormatterName, Formatter>> = {
  stylish: formatStylish,
  json: formatJson,
};
