import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './page-data';

/** A terminal of somebody who follows a page: folder and variables stay from one command to the next. */
export interface Shell {
  /** What a person would see, results and words as they come. */
  run(
    command: string,
    options?: { readonly stopAt?: RegExp; readonly seconds?: number },
  ): Promise<{ readonly exit: number; readonly output: string }>;
  dispose(): void;
}

const PROGRAM = join(ROOT, 'bin', 'sentinel-rules.js');
const SECONDS = 60;
const EXEC = `#!/bin/bash\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`;
const NPX = `#!/bin/bash\n[ "$1" = sentinel-rules ] || { echo "npx: only sentinel-rules is here, not $1"; exit 127; }\nshift\nexec sentinel-rules "$@"\n`;
const WORKSPACES =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.OperationalInsights/workspaces';
const PORTAL = `#!/bin/bash
# portal TARGET METHOD PATH [BODY]: what somebody does in the portal of an emulated workspace
path="$EMULATOR${WORKSPACES}/$1/providers/Microsoft.SecurityInsights/$3?api-version=2025-07-01-preview"
exec curl --output /dev/null -X "$2" "$path" \${4:+--data "$4"}
`;
const GITCONFIG = '[user]\n\tname = Ada Meyer\n\temail = ada@contoso.example\n[init]\n\tdefaultBranch = main\n';
const RUN = `exec 2>&1
[ -f "$SHELL_STATE/variables" ] && . "$SHELL_STATE/variables"
cd "$(cat "$SHELL_STATE/folder")" || exit 1
eval "$1"
code=$?
pwd > "$SHELL_STATE/folder"
export -p > "$SHELL_STATE/variables"
exit $code
`;

/** Opens a shell in a folder. On its path: this program, `portal`, the stubs, and what the machine has. */
export function openShell(
  folder: string,
  {
    env = {},
    stubs = {},
  }: { readonly env?: Readonly<Record<string, string>>; readonly stubs?: Readonly<Record<string, string>> },
): Shell {
  const state = mkdtempSync(join(tmpdir(), 'sentinel-page-shell-'));
  const bin = join(state, 'bin');
  mkdirSync(bin);
  const programs = { 'sentinel-rules': EXEC, npx: NPX, portal: PORTAL, ...stubs };
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), script.startsWith('#!') ? script : `#!/bin/bash\n${script}`);
    chmodSync(join(bin, name), 0o755);
  }
  writeFileSync(join(state, '.gitconfig'), GITCONFIG);
  writeFileSync(join(state, '.curlrc'), 'fail\nsilent\nshow-error\n');
  writeFileSync(join(state, 'folder'), folder);
  const { PATH = '' } = process.env;
  const variables = { PATH: `${bin}:${PATH}`, HOME: state, CI: 'true', SHELL_STATE: state, TZ: 'UTC', ...env };
  return {
    run: (command, { stopAt, seconds = SECONDS } = {}) => execute(command, variables, { stopAt, seconds }),
    dispose: () => rmSync(state, { recursive: true, force: true }),
  };
}

function execute(
  command: string,
  env: Readonly<Record<string, string>>,
  { stopAt, seconds }: { readonly stopAt: RegExp | undefined; readonly seconds: number },
): Promise<{ readonly exit: number; readonly output: string }> {
  return new Promise((resolve, reject) => {
    // a group of its own, so that what a command started ends with it
    const child = spawn('bash', ['-c', RUN, 'bash', command], {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const signal = (name: NodeJS.Signals): void => void (child.pid !== undefined && process.kill(-child.pid, name));
    const late = setTimeout(() => signal('SIGKILL'), seconds * 1000);
    let output = '';
    let stopped = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (stopped || stopAt?.test(output) !== true) return;
      stopped = true;
      signal('SIGINT');
    });
    child.on('error', reject);
    child.on('close', (code, killed) => {
      clearTimeout(late);
      if (code === null)
        reject(new Error(`${command}: ended by ${killed}, after ${seconds} s at the longest\n${output}`));
      else resolve({ exit: code, output });
    });
  });
}
