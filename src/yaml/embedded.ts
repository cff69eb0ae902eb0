import type { EmbeddedSource, Source } from '../diagnostics';
import type { YamlScalar } from './node';

/**
 * A scalar's text as a source of its own (KQL in a rule). Exact for literal blocks and for text that stands in the
 * file as it is; for folded and multi-line or escaped quoted text every offset leads to the nearest known character.
 */
export function embeddedText(host: Source, read: string, scalar: YamlScalar): EmbeddedSource {
  const { text, content } = scalar;
  if (scalar.style === 'literal') return literalBlock(host, read, scalar);
  if (read.slice(content.start, content.end) === text) {
    const toHost = (offset: number): number => content.start + clamp(offset, text.length);
    return { text, host, exact: true, toHost };
  }
  let places: Uint32Array | undefined;
  return {
    text,
    host,
    exact: false,
    toHost: (offset) => {
      places ??= alignedPlaces(read, scalar);
      return places[clamp(offset, text.length)] ?? content.start;
    },
  };
}

/** Inner and outer lines are one to one: each loses the block's indentation, a line end becomes a line feed. */
function literalBlock(host: Source, read: string, { text, content, indent }: YamlScalar): EmbeddedSource {
  const inner: number[] = [];
  const outer: { readonly start: number; readonly end: number }[] = [];
  let lineStart = content.start;
  for (let at = 0; at <= text.length;) {
    let lineEnd = lineStart;
    while (lineEnd < content.end && read[lineEnd] !== '\n' && read[lineEnd] !== '\r') lineEnd++;
    inner.push(at);
    outer.push({ start: Math.min(lineEnd, lineStart + Math.max(0, indent)), end: lineEnd });
    lineStart = read[lineEnd] === '\r' && read[lineEnd + 1] === '\n' ? lineEnd + 2 : lineEnd + 1;
    const feed = text.indexOf('\n', at);
    if (feed < 0) break;
    at = feed + 1;
  }
  const toHost = (offset: number): number => {
    const at = clamp(offset, text.length);
    let low = 0;
    let high = inner.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((inner[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const line = outer[low];
    return line === undefined ? content.start : Math.min(line.end, line.start + at - (inner[low] ?? 0));
  };
  return { text, host, exact: true, toHost };
}

/** Walks inner and outer text side by side: white space may differ, an escape stands for one character. */
function alignedPlaces(read: string, { text, content, style }: YamlScalar): Uint32Array {
  const places = new Uint32Array(text.length + 1);
  let at = content.start;
  for (let offset = 0; offset < text.length; offset++) {
    const char = text.charAt(offset);
    const escaped = (): boolean => style === 'double-quoted' && read[at] === '\\';
    const blank = /\s/.test(char);
    if (!blank) while (at < content.end && /\s/.test(read.charAt(at))) at++;
    while (escaped() && /[\r\n]/.test(read.charAt(at + 1))) {
      at++;
      while (at < content.end && /\s/.test(read.charAt(at))) at++;
    }
    places[offset] = Math.min(at, content.end);
    if (escaped()) at += escapeLength(read.charAt(at + 1));
    else if (style === 'single-quoted' && char === "'" && read.startsWith("''", at)) at += 2;
    else if (!blank || read[at] === char) at++;
  }
  places[text.length] = content.end;
  return places;
}

function escapeLength(letter: string): number {
  return { x: 4, u: 6, U: 10 }[letter] ?? 2;
}

function clamp(offset: number, most: number): number {
  return Math.max(0, Math.min(offset, most));
}
