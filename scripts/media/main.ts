import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../package-root';
import { record } from './record';
import { SCENE } from './scene';
import { terminalSvg } from './terminal-svg';
import { timelineOf } from './timeline';

/** `npm run media`: makes the pictures of the README anew. */
async function main(): Promise<void> {
  const folder = join(PACKAGE_ROOT, 'docs', 'media');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'terminal.svg'), terminalSvg(timelineOf(await record(SCENE), SCENE), SCENE));
}

void main();
