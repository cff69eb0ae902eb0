import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checksPage } from './checks-page';
import { configPage } from './config-page';
import { kqlSupportPage } from './kql-support-page';

/** `npm run docs`: rewrites the pages that are made from code. Tests compare them with what is committed. */
writeFileSync(join('docs', 'checks.md'), checksPage());
writeFileSync(join('docs', 'kql-support.md'), kqlSupportPage());
writeFileSync(join('docs', 'config.md'), configPage());
