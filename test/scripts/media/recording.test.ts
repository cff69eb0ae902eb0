import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { record } from '../../../scripts/media/record';
import { SCENE } from '../../../scripts/media/scene';
import { terminalSvg, wordsOf } from '../../../scripts/media/terminal-svg';
import { timelineOf } from '../../../scripts/media/timeline';
import { maskedHashes } from '../../support/masked';

const PICTURE = join(__dirname, '..', '..', '..', 'docs', 'media', 'terminal.svg');

const words = (svg: string): readonly string[] => wordsOf(svg).map(maskedHashes);

// a shell, GNU sed and links: elsewhere nobody could play it
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('the recording in the README', () => {
  test('is what the commands print', async () => {
    const played = terminalSvg(timelineOf(await record(SCENE), SCENE), SCENE);
    const update = process.env['UPDATE_GOLDEN'] === '1' && process.env['CI'] !== 'true';
    if (update && words(played).join('\n') !== words(readFileSync(PICTURE, 'utf8')).join('\n')) {
      writeFileSync(PICTURE, played);
    }
    expect(words(readFileSync(PICTURE, 'utf8'))).toEqual(words(played));
  });
});

test('the recording is small, lasts as long as somebody looks, and asks for nothing', () => {
  const svg = readFileSync(PICTURE, 'utf8');
  expect(svg.length).toBeLessThan(60_000);
  const seconds = Number(/\.s\{animation:s ([\d.]+)s/.exec(svg)?.[1]);
  expect(seconds).toBeGreaterThan(25);
  expect(seconds).toBeLessThan(38);
  expect(svg).not.toMatch(/<(?:script|image|use|foreignObject|a|link)\b|href|url\(|@import|\son[a-z]+=|<!/i);
  expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
});
