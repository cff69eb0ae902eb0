import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checksPage } from './checks-page';
import { commandsPage } from './commands-page';
import { configPage } from './config-page';
import { filePage, filePageNames } from './file-pages';
import { kqlSupportPage } from './kql-support-page';

/** `npm run docs`: rewrites the pages that are made from code. Tests compare them with what is committed. */
async function main(): Promise<void> {
  const reference = join('docs', 'reference');
  mkdirSync(reference, { recursive: true });
  writeFileSync(join('docs', 'checks.md'), checksPage());
  writeFileSync(join('docs', 'kql-support.md'), kqlSupportPage());
  writeFileSync(join('docs', 'config.md'), configPage());
  writeFileSync(join(reference, 'commands.md'), await commandsPage());
  for (const name of filePageNames) writeFileSync(join(reference, `${name}.md`), filePage(name));
}

void main();
