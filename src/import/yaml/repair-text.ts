export interface RepairedText {
  readonly text: string;
  readonly repairs: readonly string[];
}

const ITEM = /^(\s*)- (\w+):/;
const KEY = /^(\s*)(\w+):/;

/**
 * Lines that YAML cannot read as they stand, put where they were meant: keys of a list item that stand in the column of its
 * dash move by two blanks, with what is below them. Texts in blocks are not looked at: nothing in them has a dash above it.
 */
export function repairText(text: string): RepairedText {
  const lines = text.split('\n');
  const repairs: string[] = [];
  let item: { readonly margin: number } | undefined;
  let moving: number | undefined;
  let block: number | undefined;
  const repaired = lines.map((line, index) => {
    const margin = line.search(/\S/);
    if (margin < 0) return line;
    if (block !== undefined && margin > block) return line;
    block = undefined;
    if (moving !== undefined && margin > moving) return `  ${line}`;
    moving = undefined;
    const dash = ITEM.exec(line);
    if (dash !== null) item = { margin: dash[1]?.length ?? 0 };
    else if (item !== undefined && margin < item.margin) item = undefined;
    const key = KEY.exec(line);
    if (/[:-]\s[|>][-+0-9]*\s*$/.test(line)) block = margin;
    if (item === undefined || dash !== null || key === null || margin !== item.margin || margin === 0) return line;
    repairs.push(
      `line ${index + 1}: \`${key[2] ?? ''}\` stood in the column of the dash above it: moved by two blanks`,
    );
    moving = margin;
    return `  ${line}`;
  });
  return { text: repaired.join('\n'), repairs };
}
