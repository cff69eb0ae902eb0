import type { Scene } from '../../../scripts/media/scene';
import { terminalSvg, wordsOf } from '../../../scripts/media/terminal-svg';
import { timelineOf } from '../../../scripts/media/timeline';

const SCENE: Scene = {
  title: 'A <title> & more',
  description: 'Words',
  columns: 40,
  rows: 4,
  steps: [
    { command: 'first', exit: 0, read: 2 },
    { command: 'true', exit: 0, read: 1 },
    { command: 'second', exit: 0, read: 3 },
  ],
};

const OUTPUT = ['one\ntwo <&> three\n', '', '\u001B[31mfour\u001B[39m   \n\nfive\nsix\n'];

const timeline = timelineOf(
  SCENE.steps.map((step, index) => ({
    step,
    chunks: OUTPUT[index] === '' ? [] : [{ at: 400, text: OUTPUT[index] ?? '' }],
  })),
  SCENE,
);

test('what is typed comes before what is answered, and the next prompt with the answer', () => {
  const [typing, answer, next] = timeline.blocks;
  expect(typing?.at).toBe(0);
  expect(typing?.typed?.from).toBeLessThan(typing?.typed?.to ?? 0);
  expect(answer?.at).toBeCloseTo((typing?.typed?.run ?? 0) + 0.4);
  expect(next?.at).toBe(answer?.at);
  expect(next?.typed?.from).toBeCloseTo((answer?.at ?? 0) + 2);
});

test('nobody waits longer than a moment', () => {
  const slow = timelineOf([{ step: { command: 'x', exit: 0, read: 1 }, chunks: [{ at: 60_000, text: 'y' }] }], SCENE);
  expect(slow.length).toBeLessThan(4);
});

const svg = terminalSvg(timeline, SCENE);

test('the words are those of the recording', () => {
  expect(wordsOf(svg)).toEqual(['$ first', 'one', 'two <&> three', '$ true', '$ second', 'four', 'five', 'six', '$']);
});

test('without motion it stands at its end', () => {
  // 10 rows on a screen of 4: an empty one is a row as well
  expect(/^\.s\{transform:translateY\((.*?)px\)\}$/m.exec(svg)?.[1]).toBe(String(-6 * 19));
  const [still = '', moving = ''] = svg.split('@media (prefers-reduced-motion:no-preference)');
  expect(still).not.toContain('animation');
  expect(moving).toContain('.b0{animation:b0');
});

test('colours are classes, names are said, text is escaped', () => {
  expect(svg).toContain('<tspan class="r">four</tspan>');
  expect(svg).toContain('<title id="title">A &lt;title&gt; &amp; more</title>');
});
