import type { RecordedStep } from './record';
import type { Scene } from './scene';
import { PROMPT, terminalLines } from './terminal-text';
import type { Line } from './terminal-text';

/** Lines that come onto the screen in one moment. */
export interface Block {
  /** Seconds since the recording begins. */
  readonly at: number;
  readonly lines: readonly Line[];
  /** The block is a prompt: when its command begins to be typed, and when it runs. */
  readonly typed: { readonly from: number; readonly to: number; readonly run: number } | undefined;
}

export interface Timeline {
  readonly blocks: readonly Block[];
  /** Seconds until it begins again. */
  readonly length: number;
}

const SECONDS_PER_KEY = 0.03;
const LONGEST_TYPING = 1.1;
const BEFORE_ENTER = 0.25;
const LONGEST_WAIT = 0.7;

/**
 * When each part of a recording is shown: typing at a person's pace, answers after as long as they took, though nobody
 * waits longer than a moment; then time for reading.
 */
export function timelineOf(recorded: readonly RecordedStep[], { columns }: Pick<Scene, 'columns'>): Timeline {
  const blocks: Block[] = [];
  let shown = 0;
  let now = 0.6;
  for (const { step, chunks } of recorded) {
    const typed = now + Math.min(LONGEST_TYPING, step.command.length * SECONDS_PER_KEY);
    const run = typed + BEFORE_ENTER;
    blocks.push({
      at: shown,
      typed: { from: now, to: typed, run },
      lines: [[PROMPT, { text: step.command, style: { bold: true } }]],
    });
    // one block a command: what it prints in pieces comes faster than an eye sees
    const text = chunks.map((chunk) => chunk.text).join('');
    shown = run + Math.min(LONGEST_WAIT, Math.round((chunks[0]?.at ?? 0) / 100) / 10);
    if (text !== '') blocks.push({ at: shown, typed: undefined, lines: terminalLines(text, columns) });
    now = shown + step.read;
  }
  blocks.push({ at: shown, typed: undefined, lines: [[PROMPT]] });
  return { blocks, length: now };
}
