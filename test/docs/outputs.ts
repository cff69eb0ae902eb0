import { maskedHashes } from '../support/masked';

const LEFT_OUT = '...';

/**
 * What a page should show of a command: what it shows already, if that agrees with the output. A line `...` stands for any
 * lines; hashes and what `masks` match may differ. Else the output, with the lines left out where one `...` stood.
 */
export function shownNow(shown: readonly string[], output: string, masks: readonly RegExp[]): readonly string[] {
  const lines = linesOf(output);
  const mask = (line: string): string => masks.reduce((text, one) => text.replaceAll(one, '<>'), maskedHashes(line));
  if (agrees(shown.map(mask), lines.map(mask))) return shown;
  const told = linesOf(maskedHashes(output));
  const [cut, ...more] = shown.flatMap((line, index) => (line === LEFT_OUT ? [index] : []));
  const tail = cut === undefined ? 0 : shown.length - cut - 1;
  if (cut === undefined || more.length > 0 || told.length <= cut + tail) return told;
  return [...told.slice(0, cut), LEFT_OUT, ...told.slice(told.length - tail)];
}

function linesOf(output: string): readonly string[] {
  const text = output.trimEnd();
  return text === '' ? [] : text.split('\n').map((line) => line.trimEnd());
}

/** Whether lines are those that are shown, each piece between two `...` where it first fits. */
function agrees(shown: readonly string[], lines: readonly string[]): boolean {
  const cut = shown.indexOf(LEFT_OUT);
  if (cut === -1) return same(shown, lines);
  const tail = shown.slice(shown.lastIndexOf(LEFT_OUT) + 1);
  if (!same(shown.slice(0, cut), lines.slice(0, cut))) return false;
  const end = lines.length - tail.length;
  if (end < cut || !same(tail, lines.slice(end))) return false;
  let at = cut;
  for (const piece of piecesOf(shown.slice(cut + 1, shown.length - tail.length))) {
    while (at + piece.length <= end && !same(piece, lines.slice(at, at + piece.length))) at++;
    if (at + piece.length > end) return false;
    at += piece.length;
  }
  return true;
}

/** The lines between two `...`. */
function piecesOf(shown: readonly string[]): readonly (readonly string[])[] {
  const pieces: string[][] = [[]];
  for (const line of shown) {
    if (line === LEFT_OUT) pieces.push([]);
    else pieces.at(-1)!.push(line);
  }
  return pieces;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}
