import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checksPage } from './checks-page';

/** `npm run docs`: rewrites the pages that are made from code. A test compares them with what is committed. */
writeFileSync(join('docs', 'checks.md'), checksPage());
