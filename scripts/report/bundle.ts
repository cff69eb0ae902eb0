/**
 * One script of a module and those that it requires, for an inline `<script>`: modules as the compiler wrote them
 * (CommonJS), each run once. Two dozen lines instead of a bundler, for a dozen modules that only name their neighbours.
 */
export function bundle(entry: string, modules: ReadonlyMap<string, string>): string {
  const taken = new Map<string, string>();
  const take = (name: string): void => {
    if (taken.has(name)) return;
    const text = modules.get(name);
    if (text === undefined) throw new Error(`there is no browser module ${name}: npm run build`);
    taken.set(name, text);
    for (const [, needed = ''] of text.matchAll(/\brequire\("\.\/([\w-]+)"\)/g)) take(needed);
  };
  take(entry);
  const parts = [...taken].map(([name, text]) => `${JSON.stringify(`./${name}`)}(exports,require){${text.trim()}\n}`);
  const script = `(()=>{"use strict";const m={${parts.join(',\n')}},d={};const r=n=>{if(!(n in d)){d[n]={};m[n](d[n],r)}return d[n]};r(${JSON.stringify(`./${entry}`)})})();`;
  if (/<\/script|<!--/i.test(script)) throw new Error(`the script ${entry} cannot stand in a page`);
  return script;
}
