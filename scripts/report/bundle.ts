import { posix } from 'node:path';

/**
 * One script of a module and those that it requires, for an inline `<script>`: modules as the compiler wrote them
 * (CommonJS), each run once, by their paths without ending. Two dozen lines instead of a bundler, for a dozen modules that
 * only name each other.
 */
export function bundle(entry: string, modules: ReadonlyMap<string, string>): string {
  const taken = new Map<string, string>();
  const take = (name: string): void => {
    if (taken.has(name)) return;
    const text = modules.get(name);
    if (text === undefined) throw new Error(`there is no browser module ${name}: npm run build`);
    taken.set(name, '');
    const resolved = text.replace(/\brequire\("(\.[\w./-]+)"\)/g, (_, path: string) => {
      const needed = moduleAt(posix.join(posix.dirname(name), path), modules);
      take(needed);
      return `require(${JSON.stringify(needed)})`;
    });
    taken.set(name, resolved);
  };
  take(entry);
  const parts = [...taken].map(([name, text]) => `${JSON.stringify(name)}(exports,require){${text.trim()}\n}`);
  const script = `(()=>{"use strict";const m={${parts.join(',\n')}},d={};const r=n=>{if(!(n in d)){d[n]={};m[n](d[n],r)}return d[n]};r(${JSON.stringify(entry)})})();`;
  if (/<\/script|<!--/i.test(script)) throw new Error(`the script ${entry} cannot stand in a page`);
  return script;
}

/** As CommonJS finds it: a file, or the `index` of a folder. */
function moduleAt(path: string, modules: ReadonlyMap<string, string>): string {
  const index = `${path}/index`;
  return !modules.has(path) && modules.has(index) ? index : path;
}
