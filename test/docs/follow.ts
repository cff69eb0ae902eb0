import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { problemsOf } from '../../src/schema';
import type { SchemaName } from '../../src/schema';
import { parseYaml } from '../../src/yaml';
import { shownNow } from './outputs';
import { ROOT } from './page-data';
import type { PageData } from './page-data';
import { makeProject } from './projects';
import { openShell } from './shell';
import type { Shell } from './shell';
import { stepsOf, withWords } from './steps';
import type { ShownCommand, Step } from './steps';

/** Does what a page says, block by block, and gives the page with what its commands print now. Throws where it does not go. */
export async function follow(markdown: string, data: PageData): Promise<string> {
  const steps = stepsOf(markdown, data);
  const project = await makeProject(data);
  const shell = openShell(project.folder, { env: { ...project.env, ...data.env }, stubs: data.stubs ?? {} });
  try {
    const walk = new Walk(data, shell, project.folder);
    await must(shell, data.setup);
    const lines = markdown.split('\n');
    const outputs: { readonly step: Step; readonly shown: readonly string[] }[] = [];
    for (const step of steps) {
      const shown = await walk.take(step);
      if (shown !== undefined) outputs.push({ step, shown });
    }
    if (walk.wrong.length > 0) throw new Error(walk.wrong.join('\n'));
    await must(shell, data.after);
    for (const { step, shown } of outputs.toReversed()) {
      const { start, end, indent } = step.block;
      lines.splice(start, end - start, ...shown.map((line) => (line === '' ? '' : `${indent}${line}`)));
    }
    return lines.join('\n');
  } finally {
    shell.dispose();
    await project.dispose();
  }
}

async function must(shell: Shell, script: string | undefined): Promise<void> {
  if (script === undefined) return;
  const { exit, output } = await shell.run(`set -e\n${script}\nset +e`);
  if (exit !== 0) throw new Error(`this did not go well (${exit}):\n${script}\n${output}`);
}

class Walk {
  readonly #data: PageData;
  readonly #shell: Shell;
  readonly #folder: string;
  readonly #masks: readonly RegExp[];
  readonly #times = new Map<string, number>();
  /** Commands that ended otherwise than the page's data says: all of them, since one mistake seldom comes alone. */
  readonly wrong: string[] = [];

  constructor(data: PageData, shell: Shell, folder: string) {
    this.#data = data;
    this.#shell = shell;
    this.#folder = folder;
    this.#masks = (data.masks ?? []).map((mask) => new RegExp(mask, 'g'));
  }

  /** Does a step; gives the lines of a block that shows outputs. */
  async take(step: Step): Promise<readonly string[] | undefined> {
    if (step.kind === 'run') return this.#commands(step.commands);
    if (step.kind === 'write') this.#write(step.path, step.text);
    else if (step.kind === 'change') this.#change(step);
    else if (step.kind === 'fragment') checkFragment(step);
    else if (step.kind === 'excerpt') checkExcerpt(step);
    else if (step.kind === 'query') await must(this.#shell, queryOf(step.text, this.#data.rows));
    return undefined;
  }

  #write(path: string, text: string): void {
    const file = join(this.#folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    const { diagnostics } = /\.(ya?ml|json)$/.test(path) ? parseYaml({ path, text }) : { diagnostics: [] };
    if (diagnostics.length > 0) throw new Error(`${path}: ${diagnostics.map(({ message }) => message).join('; ')}`);
  }

  #change({ path, before, after, line }: Extract<Step, { kind: 'change' }>): void {
    const file = join(this.#folder, path);
    const parts = readFileSync(file, 'utf8').split(before);
    if (parts.length !== 2) throw new Error(`line ${line}: the change fits ${parts.length - 1} places of ${path}`);
    writeFileSync(file, parts.join(after));
  }

  async #commands(commands: readonly ShownCommand[]): Promise<readonly string[] | undefined> {
    const lines: string[] = [];
    for (const { command, shown, line } of commands) {
      const output = await this.#run(command, line);
      if (shown === undefined) continue;
      lines.push(
        ...`$ ${command}`.split('\n'),
        ...(output === undefined ? shown : shownNow(shown, output, this.#masks)),
      );
    }
    return commands.some(({ shown }) => shown !== undefined) ? lines : undefined;
  }

  /** What a command prints; nothing if it is one that no test runs. */
  async #run(command: string, line: number): Promise<string | undefined> {
    const { notRun = {}, before = {}, servers = {}, instead = {}, words = {} } = this.#data;
    if (notRun[command] !== undefined) return undefined;
    await must(this.#shell, before[command]).catch((error: Error) => void this.wrong.push(error.message));
    const server = servers[command];
    const { exit, output } = await this.#shell.run(
      withWords(server ?? instead[command] ?? command, words),
      server === undefined ? {} : { stopAt: /http:\/\/127\.0\.0\.1:\d+[\s\S]*\n/ },
    );
    const expected = this.#exitOf(command);
    if (exit !== expected) this.wrong.push(`line ${line}: ${command}\nexit ${exit}, not ${expected}\n${output}`);
    return output;
  }

  #exitOf(command: string): number {
    const time = this.#times.get(command) ?? 0;
    this.#times.set(command, time + 1);
    const exits = this.#data.exits?.[command] ?? 0;
    return typeof exits === 'number' ? exits : (exits[time] ?? 0);
  }
}

function queryOf(kql: string, rows = '.'): string {
  return `sentinel-rules query --data '${rows}' - <<'KQL'\n${kql}KQL`;
}

/** A part of a file may leave out what the whole needs, and nothing else. */
function checkFragment({ of, text, line }: Extract<Step, { kind: 'fragment' }>): void {
  const { document, diagnostics } = parseYaml({ path: `line ${line}`, text });
  const problems = document === undefined ? diagnostics : problemsOf(of as SchemaName, document.value);
  const wrong = problems.filter(({ code }) => code !== 'missing-key');
  if (wrong.length > 0) throw new Error(`line ${line}: ${wrong.map(({ message }) => message).join('; ')}`);
}

function checkExcerpt({ path, text, line }: Extract<Step, { kind: 'excerpt' }>): void {
  if (!readFileSync(join(ROOT, path), 'utf8').includes(text)) throw new Error(`line ${line}: ${path} does not say so`);
}
