import type { Scene } from './scene';
import { PROMPT, plainText } from './terminal-text';
import type { Line, Run, Style } from './terminal-text';
import type { Block, Timeline } from './timeline';

const CELL = { width: 8.4, height: 19 } as const;
const PADDING = 16;
const BAR = 34;
const BASELINE = 14;

const COLOR_CLASSES = {
  red: 'r',
  green: 'g',
  yellow: 'y',
  blue: 'b',
  magenta: 'm',
  cyan: 'c',
  grey: 'd',
} as const satisfies Record<NonNullable<Style['color']>, string>;

/** Contrast of each with the background is 6 or more (WCAG 2.2: 4.5). */
const STYLE = [
  'text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;fill:#e6edf3;white-space:pre}',
  '.r{fill:#ff8f87}.g{fill:#56d364}.y{fill:#e3b341}.b{fill:#79c0ff}.m{fill:#d2a8ff}.c{fill:#76e3ea}.d{fill:#9ba5b0}',
  '.B{font-weight:700}.k{fill:#0d1117}.u{fill:#e6edf3}.t{opacity:0}',
].join('\n');

/**
 * A recording as one animated picture: text and style sheets, no script, nothing from elsewhere. Who wants no motion,
 * and whatever does not animate, sees the end. Times are parts of one loop, so that nothing drifts.
 */
export function terminalSvg(timeline: Timeline, scene: Scene): string {
  const width = Math.ceil(scene.columns * CELL.width + 2 * PADDING);
  const height = BAR + scene.rows * CELL.height + 2 * PADDING;
  const blocks = placed(timeline.blocks);
  const part = (seconds: number): string => `${((100 * seconds) / timeline.length).toFixed(2)}%`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" xml:space="preserve">`,
    `<title id="title">${escaped(scene.title)}</title>`,
    `<desc id="desc">${escaped(scene.description)}</desc>`,
    `<style>\n${STYLE}\n.s{transform:translateY(${-scrolled(blocks, scene)}px)}\n@media (prefers-reduced-motion:no-preference){\n${motion(blocks, { timeline, scene, part })}\n}\n</style>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="9" fill="#0d1117" stroke="#3d444d"/>`,
    `<circle cx="20" cy="18" r="5.5" fill="#ff5f57"/><circle cx="39" cy="18" r="5.5" fill="#febc2e"/><circle cx="58" cy="18" r="5.5" fill="#28c840"/>`,
    `<svg x="${PADDING}" y="${BAR}" width="${width - 2 * PADDING}" height="${scene.rows * CELL.height}">`,
    '<g class="s">',
    ...blocks.flatMap((block, index) => drawBlock(block, index)),
    '</g>',
    '</svg>',
    '</svg>',
  ].join('\n')}\n`;
}

interface Placed extends Block {
  /** Its first row. */
  readonly row: number;
}

function placed(blocks: readonly Block[]): readonly Placed[] {
  let row = 0;
  return blocks.map((block) => {
    const here = { ...block, row };
    row += block.lines.length;
    return here;
  });
}

/** How far the text has gone up once the last of these blocks is there, in pixels. */
function scrolled(blocks: readonly Placed[], { rows }: Scene): number {
  const last = blocks.at(-1);
  return last === undefined ? 0 : Math.max(0, last.row + last.lines.length - rows) * CELL.height;
}

function motion(
  blocks: readonly Placed[],
  {
    timeline,
    scene,
    part,
  }: { readonly timeline: Timeline; readonly scene: Scene; readonly part: (seconds: number) => string },
): string {
  const loop = `${timeline.length.toFixed(2)}s step-end infinite`;
  const scroll = blocks.map(
    ({ at }, index) => `${part(at)}{transform:translateY(${-scrolled(blocks.slice(0, index + 1), scene)}px)}`,
  );
  return [
    `.s{animation:s ${loop}}@keyframes s{${scroll.join('')}}`,
    ...blocks.flatMap(({ at, typed, lines }, index) => [
      `.b${index}{animation:b${index} ${loop}}@keyframes b${index}{0%{opacity:0}${part(at)}{opacity:1}}`,
      ...(typed === undefined
        ? []
        : [
            `.t${index}{animation:t${index} ${loop}}@keyframes t${index}{0%{opacity:1;transform:none}` +
              `${part(typed.from)}{opacity:1;transform:none;animation-timing-function:steps(${keys(lines)})}` +
              `${part(typed.to)}{opacity:1;transform:translateX(${round(keys(lines) * CELL.width)}px)}` +
              `${part(typed.run)}{opacity:0}}`,
          ]),
    ]),
  ].join('\n');
}

/** How many keys a prompt's command takes. */
const keys = (lines: readonly Line[]): number => lines.map(plainText).join('').length - PROMPT.text.length;

function drawBlock({ lines, row, typed }: Placed, index: number): readonly string[] {
  return [
    `<g class="b${index}">`,
    ...lines.flatMap((line, offset) => drawLine(line, row + offset)),
    ...(typed === undefined ? [] : [cover(lines, { row, index })]),
    '</g>',
  ];
}

/** What is not typed yet is under a cover, at whose left edge the cursor stands. */
function cover(lines: readonly Line[], { row, index }: { readonly row: number; readonly index: number }): string {
  const x = round(PROMPT.text.length * CELL.width);
  const y = row * CELL.height;
  const width = round((keys(lines) + 1) * CELL.width);
  return (
    `<g class="t t${index}"><rect class="k" x="${x}" y="${y}" width="${width}" height="${CELL.height}"/>` +
    `<rect class="u" x="${x}" y="${y}" width="8" height="17"/></g>`
  );
}

/** The width is written down, so that cells stay cells in whatever font the reader has. */
function drawLine(line: Line, row: number): readonly string[] {
  const text = plainText(line).trimEnd();
  if (text === '') return [];
  const length = round(text.length * CELL.width);
  const y = row * CELL.height + BASELINE;
  return [`<text y="${y}" textLength="${length}">${trimmedEnd(line).map(drawRun).join('')}</text>`];
}

function trimmedEnd(line: Line): Line {
  const last = line.at(-1);
  if (last === undefined) return line;
  const text = last.text.trimEnd();
  return text === '' ? trimmedEnd(line.slice(0, -1)) : [...line.slice(0, -1), { ...last, text }];
}

function drawRun({ text, style }: Run): string {
  const classes = [
    ...(style.color === undefined ? (style.dim === true ? ['d'] : []) : [COLOR_CLASSES[style.color]]),
    ...(style.bold === true ? ['B'] : []),
  ];
  return classes.length === 0 ? escaped(text) : `<tspan class="${classes.join(' ')}">${escaped(text)}</tspan>`;
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The words on the strip of a picture that `terminalSvg` drew, a line each, as far as they are not empty. */
export function wordsOf(svg: string): readonly string[] {
  return [...svg.matchAll(/<text [^>]*>(.*?)<\/text>/g)].map(([, inner = '']) =>
    inner
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );
}
