import type { Formatter } from './formatter';
import { formatGithub } from './github';
import { formatJson } from './json';
import { formatJunit } from './junit';
import { formatMarkdown } from './markdown';
import { formatSarif } from './sarif';
import { formatStylish } from './stylish';
import { formatSummary } from './summary';

export type { CodeInfo, Formatter, FormatterOptions } from './formatter';

export type FormatterName = 'stylish' | 'summary' | 'json' | 'sarif' | 'junit' | 'github' | 'markdown';

export const formatters: Readonly<Record<FormatterName, Formatter>> = {
  stylish: formatStylish,
  summary: formatSummary,
  json: formatJson,
  sarif: formatSarif,
  junit: formatJunit,
  github: formatGithub,
  markdown: formatMarkdown,
};
