import type { Span } from '../diagnostics';

export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** By YAML 1.2 core rules. */
  readonly value: string | number | boolean | null;
  /** The decoded text before any typing: `1.10` stays `1.10`. Empty for an absent value. */
  readonly text: string;
  /** What people see as the value: quotes included, a block's first to last character. Empty for an absent value. */
  readonly span: Span;
  /** Between the quotes; for a block whole lines, indentation included. */
  readonly content: Span;
  /** Columns that a block scalar's lines lose; -1 when there are none. */
  readonly indent: number;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

interface YamlMapping {
  readonly kind: 'mapping';
  readonly flow: boolean;
  /** In file order; of duplicate keys only the first. */
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
}

interface YamlSequence {
  readonly kind: 'sequence';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

export type YamlNode = YamlScalar | YamlMapping | YamlSequence;

/** Where something is in a document's value: `['entityMappings', 0, 'entityType']`. */
export type YamlPath = readonly (string | number)[];

/** One step down the tree; undefined where there is nothing. */
export function childOf(node: YamlNode, step: string | number): YamlNode | undefined {
  switch (node.kind) {
    case 'scalar':
      return undefined;
    case 'mapping':
      return node.entries.find(({ key }) => key.text === step)?.value;
    case 'sequence':
      return typeof step === 'number' ? node.items[step] : undefined;
  }
}

/** The plain value: text, numbers, booleans, null, arrays, objects. */
export function valueOf(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(valueOf);
    case 'mapping': {
      const value: Record<string, unknown> = {};
      for (const entry of node.entries) {
        // defineProperty: a key named `__proto__` must become a key, not a prototype
        Object.defineProperty(value, entry.key.text, {
          value: valueOf(entry.value),
          enumerable: true,
          writable: true,
          configurable: true,
        });
      }
      return value;
    }
  }
}

/** Every key and value that is a scalar, in file order. */
export function* scalarsOf(node: YamlNode): Generator<YamlScalar> {
  switch (node.kind) {
    case 'scalar':
      yield node;
      return;
    case 'sequence':
      for (const item of node.items) yield* scalarsOf(item);
      return;
    case 'mapping':
      for (const { key, value } of node.entries) {
        yield key;
        yield* scalarsOf(value);
      }
  }
}
