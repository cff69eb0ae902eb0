export interface TextPattern {
  readonly pattern: string;
  readonly count: number;
  /** The first text that fits. */
  readonly representative: string;
}

export interface TextPatternOptions {
  /** A word is part of a pattern if this part of the texts has it at the same place. */
  readonly threshold: number;
  /** Characters that do not end a word although they are no letter or digit. */
  readonly characters: string;
}

/**
 * Templates of texts, the most frequent first: words that many texts have at the same place stay, others become `*`.
 * (Method: the paper that Microsoft Learn names for reduce, Vaarandi, A Data Clustering Algorithm for Mining Patterns From
 * Event Logs, 2003; page read 2026-11-24. What the service does beyond that is not published.)
 */
export function textPatterns(
  texts: readonly string[],
  { threshold, characters }: TextPatternOptions,
): readonly TextPattern[] {
  const pieces = texts.map((text) => piecesOf(text, characters));
  const seen = new Map<string, number>();
  const keyOf = (word: string, at: number): string => `${at} ${word}`;
  for (const { words } of pieces) {
    for (const [at, word] of words.entries()) seen.set(keyOf(word, at), (seen.get(keyOf(word, at)) ?? 0) + 1);
  }
  const least = threshold * texts.length;
  const found = new Map<string, { count: number; readonly representative: string }>();
  for (const [index, { words, gaps }] of pieces.entries()) {
    const kept = words.map((word, at) => ((seen.get(keyOf(word, at)) ?? 0) >= least ? word : '*'));
    const pattern = kept.some((word) => word !== '*') ? woven(kept, gaps) : '*';
    const known = found.get(pattern);
    if (known === undefined) found.set(pattern, { count: 1, representative: texts[index] ?? '' });
    else known.count++;
  }
  return [...found]
    .map(([pattern, { count, representative }]) => ({ pattern, count, representative }))
    .sort((a, b) => b.count - a.count);
}

interface Pieces {
  readonly words: readonly string[];
  /** What stands before the first word, between words and after the last. */
  readonly gaps: readonly string[];
}

function piecesOf(text: string, characters: string): Pieces {
  const words: string[] = [];
  const gaps = [''];
  let inWord = false;
  for (const character of text) {
    const part = /[\p{L}\p{N}]/u.test(character) || characters.includes(character);
    if (part && inWord) words[words.length - 1] += character;
    else if (part) words.push(character);
    else if (inWord) gaps.push(character);
    else gaps[gaps.length - 1] += character;
    inWord = part;
  }
  return { words, gaps };
}

function woven(words: readonly string[], gaps: readonly string[]): string {
  return words.map((word, at) => `${gaps[at] ?? ''}${word}`).join('') + (gaps[words.length] ?? '');
}
