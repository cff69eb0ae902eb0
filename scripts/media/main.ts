import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../package-root';
import { playStory } from './play-story';
import { record } from './record';
import { SCENE } from './scene';
import { takeScreenshots } from './screenshots';
import { terminalSvg } from './terminal-svg';
import { timelineOf } from './timeline';

/** `npm run media [terminal|report]`: makes the pictures of the README anew. `CHROMIUM` names the browser, else Debian's. */
async function main(which: string | undefined): Promise<void> {
  const folder = join(PACKAGE_ROOT, 'docs', 'media');
  mkdirSync(folder, { recursive: true });
  if (which !== 'report') {
    writeFileSync(join(folder, 'terminal.svg'), terminalSvg(timelineOf(await record(SCENE), SCENE), SCENE));
  }
  if (which !== 'terminal') {
    const stage = mkdtempSync(join(tmpdir(), 'sentinel-story-'));
    try {
      await takeScreenshots(await playStory(stage), folder, process.env['CHROMIUM'] ?? '/usr/bin/chromium');
    } finally {
      rmSync(stage, { recursive: true, force: true });
    }
  }
}

void main(process.argv[2]);
