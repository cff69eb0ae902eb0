import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The language server inside of the YAML extension that `.vscode/extensions.json` recommends, as an editor talks to it: a
 * folder, that folder's settings, files that are opened.
 */

const SERVER = require.resolve('yaml-language-server/bin/yaml-language-server');

export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface Finding {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly message: string;
  /** `yaml-schema: <title of the schema>`, or `YAML`. */
  readonly source?: string;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

export interface YamlServer {
  /** Opens a file, which need not exist, or replaces its text where it is open, and gives what the editor underlines. */
  open(path: string, text: string): Promise<readonly Finding[]>;
  hover(path: string, at: Place): Promise<string>;
  complete(path: string, at: Place): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** `settings` is a `.vscode/settings.json`, read. */
export async function startYamlServer(
  folder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<YamlServer> {
  const server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const answers = new Map<number, (message: Message) => void>();
  const findings = new Map<string, (found: readonly Finding[]) => void>();
  const versions = new Map<string, number>();
  let last = 0;

  const send = (message: Message): void => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    server.stdin.write(body);
  };
  const ask = async (method: string, params: unknown): Promise<unknown> => {
    const id = ++last;
    const { error, result } = await new Promise<Message>((resolve) => {
      answers.set(id, resolve);
      send({ id, method, params });
    });
    if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  };
  const receive = ({ id, method, params, ...answer }: Message): void => {
    if (method === undefined) answers.get(id ?? 0)?.(answer);
    else if (method === 'workspace/configuration') {
      const { items } = params as { readonly items: readonly { readonly section: string }[] };
      send({ id: id ?? 0, result: items.map(({ section }) => sectionOf(settings, section)) });
    } else if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = params as { readonly uri: string; readonly diagnostics: readonly Finding[] };
      findings.get(uri)?.(diagnostics);
    } else if (id !== undefined) send({ id, result: null });
  };
  onMessages(server.stdout, receive);

  const uriOf = (path: string): string => pathToFileURL(join(folder, path)).href;
  const root = pathToFileURL(folder).href;
  await ask('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'project' }],
    capabilities: { workspace: { configuration: true }, textDocument: { hover: { contentFormat: ['markdown'] } } },
  });
  send({ method: 'initialized', params: {} });
  send({ method: 'workspace/didChangeConfiguration', params: { settings: null } });

  const at = (path: string, position: Place): unknown => ({ textDocument: { uri: uriOf(path) }, position });
  return {
    open: async (path, text) =>
      await new Promise((resolve) => {
        const uri = uriOf(path);
        const version = (versions.get(uri) ?? 0) + 1;
        versions.set(uri, version);
        findings.set(uri, resolve);
        send(
          version === 1
            ? { method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version, text } } }
            : {
                method: 'textDocument/didChange',
                params: { textDocument: { uri, version }, contentChanges: [{ text }] },
              },
        );
      }),
    hover: async (path, position) => {
      const answer = (await ask('textDocument/hover', at(path, position))) as { contents: { value: string } } | null;
      return answer?.contents.value ?? '';
    },
    complete: async (path, position) => {
      const answer = (await ask('textDocument/completion', at(path, position))) as { items: { label: string }[] };
      return answer.items.map(({ label }) => label);
    },
    close: async () => {
      await ask('shutdown', null);
      send({ method: 'exit' });
      await ended;
    },
  };
}

/** `yaml` of `{ "yaml.schemas": ... }`, as an editor nests what a settings file writes in one key. */
function sectionOf(settings: Readonly<Record<string, unknown>>, section: string): unknown {
  const inner = Object.entries(settings).filter(([key]) => key.startsWith(`${section}.`));
  const nested = Object.fromEntries(inner.map(([key, value]) => [key.slice(section.length + 1), value]));
  return settings[section] ?? (inner.length === 0 ? null : nested);
}

/** Takes `Content-Length: N`, an empty line and N bytes of JSON, again and again. */
function onMessages(stream: NodeJS.ReadableStream, take: (message: Message) => void): void {
  let rest = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = rest.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(rest.toString('latin1', 0, Math.max(head, 0)))?.[1]);
      if (head < 0 || rest.length < head + 4 + length) return;
      const body = rest.toString('utf8', head + 4, head + 4 + length);
      rest = rest.subarray(head + 4 + length);
      take(JSON.parse(body) as Message);
    }
  });
}
