import type { Dynamic } from '../../values/dynamic';

/** Kusto documentation, parse_xml(), read 2026-11-24: longer texts are not read. */
const MOST_CHARACTERS = 1_048_576;
const MOST_DEPTH = 256;

interface Element {
  readonly name: string;
  readonly slots: Map<string, Dynamic>;
  text: string;
}

const NAME = String.raw`[A-Za-z_:\u0080-\uffff][\w.:\-\u0080-\uffff]*`;
const TOKEN = new RegExp(
  String.raw`<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[([^]*?)\]\]>|<(/)?(${NAME})((?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/)?>|([^<]+)`,
  'y',
);
const ATTRIBUTE = new RegExp(String.raw`(${NAME})\s*=\s*(?:"([^"]*)"|'([^']*)')`, 'g');
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with its references resolved; undefined for one that is not predefined. */
function unescape(text: string): string | undefined {
  let valid = true;
  const plain = text.replace(/&([^;\s&]*;?)/g, (_, body: string) => {
    const name = body.endsWith(';') ? body.slice(0, -1) : '';
    const number = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name);
    const point =
      number === null ? undefined : Number.parseInt(number[1] ?? number[2] ?? '', number[1] === undefined ? 10 : 16);
    if (point !== undefined && point <= 0x10ffff) return String.fromCodePoint(point);
    const char = NAMED[name];
    if (char === undefined) valid = false;
    return char ?? '';
  });
  return valid ? plain : undefined;
}

/**
 * XML as a bag: attributes under `@name`, text beside other parts under `#text`, an element of text alone as that text, an empty
 * element as null, elements of one name as a list. Comments, instructions and the declaration are skipped. Null for what
 * is not well-formed. (Kusto documentation, parse_xml(), read 2026-11-24)
 */
export function parseXml(text: string): Dynamic {
  if (text.length > MOST_CHARACTERS) return null;
  const root: Element = { name: '', slots: new Map(), text: '' };
  const open: Element[] = [root];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const parent = open.at(-1);
    if (match === null || parent === undefined) return null;
    at = TOKEN.lastIndex;
    const [, cdata, closing, name, attributes = '', empty, plain] = match;
    if (cdata !== undefined) parent.text += cdata;
    else if (plain !== undefined) {
      const resolved = unescape(plain);
      if (resolved === undefined || (parent === root && resolved.trim() !== '')) return null;
      parent.text += resolved;
    } else if (name !== undefined && closing !== undefined) {
      if (parent === root || parent.name !== name) return null;
      open.pop();
      add(open.at(-1) ?? root, name, valueOf(parent));
    } else if (name !== undefined) {
      if (parent === root && root.slots.size > 0) return null;
      const element = begin(name, attributes);
      if (element === undefined || open.length > MOST_DEPTH) return null;
      if (empty === undefined) open.push(element);
      else add(parent, name, valueOf(element));
    }
  }
  return open.length === 1 && root.slots.size === 1 ? root.slots : null;
}

function begin(name: string, attributes: string): Element | undefined {
  const slots = new Map<string, Dynamic>();
  for (const [, key = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
    const value = unescape(double ?? single ?? '');
    if (value === undefined || slots.has(`@${key}`)) return undefined;
    slots.set(`@${key}`, value);
  }
  return { name, slots, text: '' };
}

function valueOf({ slots, text }: Element): Dynamic {
  const content = text.trim() === '' ? '' : text;
  if (slots.size === 0) return content === '' ? null : content;
  if (content !== '') slots.set('#text', content.trim());
  return slots;
}

function add(parent: Element, name: string, value: Dynamic): void {
  const there = parent.slots.get(name);
  if (!parent.slots.has(name)) parent.slots.set(name, value);
  else if (Array.isArray(there)) parent.slots.set(name, [...(there as readonly Dynamic[]), value]);
  else parent.slots.set(name, [there ?? null, value]);
}
