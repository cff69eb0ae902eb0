import { COLLECTION_STYLE, EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { Event, ScalarEvent } from 'js-yaml';
import type { Span } from '../diagnostics';
import { coreValue } from './core-scalar';
import type { Findings } from './findings';
import type { ScalarStyle, YamlEntry, YamlNode, YamlScalar } from './node';

const STYLES: Readonly<Record<number, ScalarStyle>> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single-quoted',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double-quoted',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
};

/**
 * Builds the node tree of the first document in a stream of parser events. The parser gives the start of each
 * collection and both ends of each scalar; the rest (ends of collections, places of absent values) is found here.
 */
export class TreeBuilder {
  private at = 0;
  /** End of the last thing seen: an absent value lies behind it. */
  private cursor = 0;
  private readonly text: string;
  private readonly events: readonly Event[];
  private readonly findings: Findings;

  constructor(text: string, events: readonly Event[], findings: Findings) {
    this.text = text;
    this.events = events;
    this.findings = findings;
  }

  /** The root of the first document; undefined when the stream holds none. A second document is a finding. */
  build(): YamlNode | undefined {
    if (this.events[this.at]?.type !== EVENT_ID.DOCUMENT) return undefined;
    this.at++;
    const root = this.node({ start: 0, end: 0 });
    this.at++;
    if (this.events[this.at]?.type === EVENT_ID.DOCUMENT) {
      let start = this.skipBlanks(this.cursor);
      if (this.text.startsWith('...', start)) start = this.skipBlanks(start + 3);
      this.findings.add(
        'yaml-documents',
        { start, end: Math.min(this.text.length, start + 3) },
        'found a second YAML document; a file holds one',
        'Remove the `---` line, or move what follows it to a file of its own.',
      );
    }
    return root;
  }

  /** `absent` is where a value that is not there is shown. Recursion is bounded by the parser's depth limit. */
  private node(absent: Span): YamlNode {
    const event = this.events[this.at++];
    if (event === undefined) return absentScalar(absent);
    switch (event.type) {
      case EVENT_ID.SCALAR:
        this.refuseProperties(event);
        return this.scalar(event, absent);
      case EVENT_ID.ALIAS: {
        const span = { start: event.anchorStart - 1, end: event.anchorEnd };
        this.cursor = span.end;
        this.findings.add(
          'yaml-anchor',
          span,
          `found the alias \`*${this.text.slice(event.anchorStart, event.anchorEnd)}\`; aliases are not supported`,
          'Write the value out where it is used: a reader of the file sees what the rule says.',
        );
        return absentScalar(span);
      }
      case EVENT_ID.SEQUENCE: {
        this.refuseProperties(event);
        return this.sequence(event.start, event.style === COLLECTION_STYLE.FLOW);
      }
      case EVENT_ID.MAPPING: {
        this.refuseProperties(event);
        return this.mapping(event.start, event.style === COLLECTION_STYLE.FLOW);
      }
      case EVENT_ID.DOCUMENT:
      case EVENT_ID.POP:
        throw new Error(`unexpected parser event ${event.type}`);
    }
  }

  private sequence(start: number, flow: boolean): YamlNode {
    const items: YamlNode[] = [];
    this.cursor = Math.max(this.cursor, flow ? start + 1 : start);
    while (!this.popped()) {
      const dash = this.skipBlanks(this.cursor);
      items.push(this.node({ start: dash, end: Math.min(this.text.length, dash + 1) }));
    }
    return { kind: 'sequence', flow, items, span: this.collectionSpan(start, flow, ']') };
  }

  private mapping(start: number, flow: boolean): YamlNode {
    const entries: YamlEntry[] = [];
    const seen = new Map<string, YamlScalar>();
    this.cursor = Math.max(this.cursor, flow ? start + 1 : start);
    while (!this.popped()) {
      const keyStart = this.skipBlanks(this.cursor);
      const node = this.node({ start: keyStart, end: Math.min(this.text.length, keyStart + 1) });
      const key = node.kind === 'scalar' ? node : this.refuseKey(node);
      const value = this.node(key.span);
      this.passColon();
      if (key.style === 'plain' && key.text === '<<') this.refuseMerge(key);
      else if (seen.has(key.text)) this.refuseDuplicate(key);
      else {
        seen.set(key.text, key);
        entries.push({ key, value });
      }
    }
    return { kind: 'mapping', flow, entries, span: this.collectionSpan(start, flow, '}') };
  }

  private popped(): boolean {
    const event = this.events[this.at];
    if (event !== undefined && event.type !== EVENT_ID.POP) return false;
    this.at++;
    return true;
  }

  private collectionSpan(start: number, flow: boolean, close: string): Span {
    if (flow) {
      const mark = this.skipBlanks(this.cursor);
      const end = this.text[mark] === ',' ? this.skipBlanks(mark + 1) : mark;
      if (this.text[end] === close) this.cursor = end + 1;
    }
    let end = Math.max(start, this.cursor);
    while (end > start && isBlank(this.text.charCodeAt(end - 1))) end--;
    return { start, end };
  }

  /** Behind the `:` of a key without a value. */
  private passColon(): void {
    const mark = this.skipBlanks(this.cursor);
    if (this.text[mark] === ':') this.cursor = mark + 1;
  }

  /** The offset of the next character that is neither white space nor comment. A loop: a pattern could overflow on megabytes. */
  private skipBlanks(offset: number): number {
    const { text } = this;
    let at = offset;
    while (at < text.length) {
      if (isBlank(text.charCodeAt(at))) at++;
      else if (text[at] === '#' && (at === 0 || isBlank(text.charCodeAt(at - 1)))) {
        while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
      } else break;
    }
    return at;
  }

  private scalar(event: ScalarEvent, absent: Span): YamlScalar {
    if (event.valueStart < 0) {
      this.cursor = Math.max(this.cursor, absent.end);
      return absentScalar(absent);
    }
    const style = STYLES[event.style] ?? 'plain';
    const text = getScalarValue(this.text, event);
    const content = { start: event.valueStart, end: event.valueEnd };
    const span = this.visibleSpan(style, content);
    this.cursor = Math.max(this.cursor, style === 'literal' || style === 'folded' ? content.end : span.end);
    return {
      kind: 'scalar',
      style,
      value: style === 'plain' ? coreValue(text) : text,
      text,
      span,
      content,
      indent: event.indent,
    };
  }

  private visibleSpan(style: ScalarStyle, { start, end }: Span): Span {
    switch (style) {
      case 'plain':
        return { start, end };
      case 'single-quoted':
      case 'double-quoted':
        return { start: start - 1, end: end + 1 };
      case 'literal':
      case 'folded': {
        const inner = this.text.slice(start, end);
        const first = start + (inner.length - inner.trimStart().length);
        const last = start + inner.trimEnd().length;
        // an empty block is shown at its header line's end
        return first > last ? { start: Math.max(0, start - 1), end: start } : { start: first, end: last };
      }
    }
  }

  private refuseProperties(event: { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number }): void {
    const { anchorStart, anchorEnd, tagStart, tagEnd } = event;
    this.cursor = Math.max(this.cursor, anchorEnd, tagEnd);
    if (anchorStart >= 0) {
      this.findings.add(
        'yaml-anchor',
        { start: anchorStart - 1, end: anchorEnd },
        `found the anchor \`&${this.text.slice(anchorStart, anchorEnd)}\`; anchors are not supported`,
        'Remove the anchor and write the value out where it is used. Text that begins with `&` needs quotes.',
      );
    }
    if (tagStart >= 0) {
      this.findings.add(
        'yaml-tag',
        { start: tagStart, end: tagEnd },
        `found the tag \`${this.text.slice(tagStart, tagEnd)}\`; tags are not supported`,
        'Remove the tag; to make a number text, put it in quotes. Text that begins with `!` needs quotes.',
      );
    }
  }

  private refuseKey(node: YamlNode): YamlScalar {
    const raw = this.text.slice(node.span.start, node.span.end);
    const placeholder = this.text.slice(0, node.span.start).endsWith('{') && raw.startsWith('{');
    this.findings.add(
      'yaml-key',
      node.span,
      placeholder ? 'found `{{` outside quotes, which YAML reads as a mapping' : 'found a key that is not plain text',
      placeholder ? 'Put the whole value in quotes: "{{ ... }}".' : 'Keys are names, such as `severity:`.',
    );
    const text = raw.slice(0, 80);
    return { kind: 'scalar', style: 'plain', value: text, text, span: node.span, content: node.span, indent: -1 };
  }

  private refuseMerge(key: YamlScalar): void {
    this.findings.add(
      'yaml-merge-key',
      key.span,
      'found a merge key `<<`; merge keys are not supported',
      'Write the keys out where they are used.',
    );
  }

  private refuseDuplicate(key: YamlScalar): void {
    this.findings.add(
      'yaml-duplicate-key',
      key.span,
      `found the key \`${key.text}\` a second time; a key may be given once`,
      'Keep one of the two: other readers take the last, or refuse the file.',
    );
  }
}

/** White space, line ends and the byte order mark. */
function isBlank(char: number): boolean {
  return char === 32 || char === 9 || char === 10 || char === 13 || char === 0xfeff;
}

function absentScalar(span: Span): YamlScalar {
  return {
    kind: 'scalar',
    style: 'plain',
    value: null,
    text: '',
    span,
    content: { start: span.end, end: span.end },
    indent: -1,
  };
}
