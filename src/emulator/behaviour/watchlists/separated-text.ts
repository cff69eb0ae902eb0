/** The lines of a file with separated values: RFC 4180, with any one separator. A quote inside quotes is written twice. */
export function separatedLines(text: string, separator: string): readonly (readonly string[])[] {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const cell = cellAt(text, at, separator);
    line.push(cell.value);
    at = cell.end;
    if (text.startsWith(separator, at)) {
      at += separator.length;
      if (at < text.length) continue;
      line.push('');
    }
    if (text.startsWith('\r\n', at)) at += 2;
    else if (text[at] === '\n' || text[at] === '\r') at += 1;
    lines.push(line);
    line = [];
  }
  return lines.filter((cells) => cells.some((cell) => cell !== ''));
}

function cellAt(text: string, start: number, separator: string): { readonly value: string; readonly end: number } {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && text[end] !== '\n' && text[end] !== '\r' && !text.startsWith(separator, end)) end += 1;
    return { value: text.slice(start, end), end };
  }
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}
