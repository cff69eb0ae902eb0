import { compareText } from '../diagnostics';
import { idIn, roleOf } from './file-role';
import type { BlobText, FileChange, Step } from './step';

/** A rule that a history knows. */
export interface KnownRule {
  readonly id: string;
  /** Every name that it had, the last first. */
  readonly names: readonly string[];
  /** Every place that it had, the last first. */
  readonly paths: readonly string[];
}

const NAME = /^name:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\r\n#]*))/m;

/** Every rule that any text of a history says the id of, without reading more of it than that and the name. */
export function knownRules(steps: readonly Step[], text: BlobText): readonly KnownRule[] {
  const rules = new Map<string, { readonly names: Set<string>; readonly paths: Set<string> }>();
  // the text before a change is nearly always the text after another
  const read = new Set<string>();
  for (const { changes } of [...steps].reverse()) {
    for (const { path, before, after } of changes) {
      if (roleOf(path).kind !== 'rule') continue;
      for (const blob of [after, before]) {
        const key = `${path}\0${blob}`;
        if (blob === null || read.has(key)) continue;
        read.add(key);
        const body = text(blob);
        const id = idIn(body);
        if (id === undefined) continue;
        const known = rules.get(id) ?? { names: new Set(), paths: new Set() };
        rules.set(id, known);
        known.paths.add(path);
        const [, double, single, plain] = NAME.exec(body) ?? [];
        const name = (double ?? single ?? plain ?? '').trim();
        if (name !== '') known.names.add(name);
      }
    }
  }
  return [...rules]
    .map(([id, { names, paths }]) => ({ id, names: [...names], paths: [...paths] }))
    .toSorted((a, b) => compareText(a.id, b.id));
}

/**
 * The rules that a person means by an id (or the beginning of one), a path that it has or had, or a name. The first of
 * these that fits decides; several mean that the words fit several.
 */
export function rulesMeant(rules: readonly KnownRule[], words: string): readonly KnownRule[] {
  const wanted = words.trim().toLowerCase();
  const ways: readonly ((rule: KnownRule) => boolean)[] = [
    ({ id }) => id === wanted,
    ({ paths }) => paths[0]?.toLowerCase() === wanted,
    ({ paths }) => paths.some((path) => path.toLowerCase() === wanted),
    ({ names }) => names[0]?.toLowerCase() === wanted,
    ({ names }) => names.some((name) => name.toLowerCase() === wanted),
    ({ id }) => /^[0-9a-f-]{6,}$/.test(wanted) && id.startsWith(wanted),
    ({ names }) => names.some((name) => name.toLowerCase().includes(wanted)),
  ];
  for (const fits of ways) {
    const found = rules.filter(fits);
    if (found.length > 0) return found;
  }
  return [];
}

/** The steps that concern one rule, by its id: those files alone that ever said it, or stood beside one that did. */
export function stepsOf(steps: readonly Step[], id: string, text: BlobText): readonly Step[] {
  const own = new RegExp(id, 'i');
  const said = new Map<string, boolean>();
  const says = (blob: string | null): boolean => {
    if (blob === null) return false;
    const known = said.get(blob) ?? own.test(text(blob));
    said.set(blob, known);
    return known;
  };
  const paths = new Set<string>();
  for (const { changes } of steps) {
    for (const { path, before, after } of changes) {
      if (!paths.has(path) && (says(after) || says(before))) paths.add(path);
    }
  }
  const concerns = ({ path }: FileChange): boolean => {
    const role = roleOf(path);
    // whether its query reads a shared file is seen when its text is there
    return role.kind === 'shared' || paths.has(role.kind === 'tests' ? role.rule : path);
  };
  return steps.flatMap(({ commit, changes }) => {
    const concerned = changes.filter(concerns);
    return concerned.length === 0 ? [] : [{ commit, changes: concerned }];
  });
}
