import type { EmbeddedSource, Source, Span } from '../diagnostics';
import { embeddedText } from './embedded';
import { childOf, valueOf } from './node';
import type { YamlNode, YamlPath, YamlScalar } from './node';

/** A parsed file: its value, and the way from a place in the value back to the text. */
export class YamlDocument {
  readonly source: Source;
  readonly root: YamlNode;
  /** Broken parts that were left out, in order: what is missing may have stood there. */
  readonly broken: readonly Span[];
  /** Whether there are any. */
  readonly recovered: boolean;
  /** The plain value. */
  readonly value: unknown;
  /** The text that was read: the source's, or with broken lines blanked out. */
  private readonly text: string;

  constructor(parts: { source: Source; text: string; root: YamlNode; broken: readonly Span[] }) {
    this.source = parts.source;
    this.text = parts.text;
    this.root = parts.root;
    this.broken = parts.broken;
    this.recovered = parts.broken.length > 0;
    this.value = valueOf(parts.root);
  }

  nodeAt(path: YamlPath): YamlNode | undefined {
    let node: YamlNode | undefined = this.root;
    for (const step of path) {
      node = node === undefined ? undefined : childOf(node, step);
    }
    return node;
  }

  /** The scalar at a path: its raw text, style and place. */
  scalarAt(path: YamlPath): YamlScalar | undefined {
    const node = this.nodeAt(path);
    return node?.kind === 'scalar' ? node : undefined;
  }

  /**
   * The place of a key or a value. Where the path leads to nothing, the place of the nearest thing above it:
   * its key, the first key of a list item, the first key of the file.
   */
  spanOf(path: YamlPath, part: 'key' | 'value'): Span {
    let node = this.root;
    let key: Span | undefined;
    for (const step of path) {
      const child = childOf(node, step);
      if (child === undefined) return key ?? headOf(node);
      key = node.kind === 'mapping' ? node.entries.find((entry) => entry.key.text === step)?.key.span : undefined;
      node = child;
    }
    if (part === 'key') return key ?? headOf(node);
    return node.span.end > node.span.start ? node.span : (key ?? node.span);
  }

  /** The text of a scalar with the way back to the file; undefined where the path leads to no text. */
  embeddedAt(path: YamlPath): EmbeddedSource | undefined {
    const scalar = this.scalarAt(path);
    return scalar === undefined ? undefined : embeddedText(this.source, this.text, scalar);
  }
}

/** Where a reader looks for a thing: a mapping's first key rather than all its lines. */
function headOf(node: YamlNode): Span {
  const first = node.kind === 'mapping' ? node.entries[0] : undefined;
  return first === undefined ? node.span : first.key.span;
}
