import { readEndpoint } from '../../deploy';
import type { Diagnostic, Source } from '../../src/diagnostics';
import { checkSettings } from '../../src/rules';
import type { CheckSettings } from '../../src/rules';
import { validate } from '../../src/schema';
import type { SchemaDiagnostic } from '../../src/schema';
import { DEFAULT_SETTINGS } from '../../src/unit';
import type { TestSettings } from '../../src/unit';
import { parseYaml } from '../../src/yaml';
import type { YamlDocument } from '../../src/yaml';
import { isSecretName, redacted } from './redact';
import { LOCAL, targetOf } from './target';
import type { Target, TargetEntry } from './target';

export const CONFIG_FILE = 'sentinel.config.yaml';

/** A project's configuration with everything that it leaves out filled in. */
export interface Config {
  /** Folder of the rules, relative to the project. */
  readonly detections: string;
  /** Folders of table files, relative to the project. */
  readonly schemas: readonly string[];
  /** What marks in workspaces call this repository: it stays the same wherever it is cloned. */
  readonly repository: string | undefined;
  readonly checks: CheckSettings;
  readonly targets: ReadonlyMap<string, Target>;
  /** What is asked of the tests of rules. */
  readonly tests: TestSettings;
}

interface ConfigFile {
  readonly detections?: string;
  readonly repository?: string;
  readonly schemas?: readonly string[];
  readonly checks?: CheckSettings;
  readonly targets?: Readonly<Record<string, TargetEntry>>;
  readonly tests?: Partial<TestSettings>;
}

/**
 * Reads a configuration; without a file, the one of a project that has none. Errors in the diagnostics mean that the
 * configuration must not be used. `root` is the project's folder, absolute.
 */
export function readConfig(
  source: Source | undefined,
  root: string,
): { readonly config: Config; readonly diagnostics: readonly Diagnostic[] } {
  if (source === undefined) return { config: configOf({}, root), diagnostics: [] };
  const { document, diagnostics } = parseYaml(source);
  if (document === undefined) return unusable(redacted(diagnostics, { source, spans: [] }), root);
  const shape = validate('config', document);
  const spans = shape.filter(looksSecret).map(({ path }) => document.spanOf(path, 'value'));
  const found = [...diagnostics, ...shape.map((finding) => (looksSecret(finding) ? secretFinding(finding) : finding))];
  if (shape.length > 0) return unusable(redacted(found, { source, spans }), root);
  const file = (document.value ?? {}) as ConfigFile;
  const all = [...diagnostics, ...checkSettings(file.checks ?? {}, document), ...checkEndpoints(file, document)];
  return { config: configOf(file, root), diagnostics: redacted(all, { source, spans }) };
}

function unusable(diagnostics: readonly Diagnostic[], root: string): ReturnType<typeof readConfig> {
  return { config: configOf({}, root), diagnostics };
}

function configOf(file: ConfigFile, root: string): Config {
  const { detections = 'detections', repository, schemas = [], checks = {}, targets = {}, tests = {} } = file;
  const entries = Object.entries({ [LOCAL]: { kind: 'emulator' } as const, ...targets });
  return {
    detections,
    repository,
    schemas,
    checks,
    targets: new Map(entries.map(([name, entry]) => [name, targetOf(name, entry, root)])),
    tests: { ...DEFAULT_SETTINGS, ...tests },
  };
}

/** A key that may not be here and is named like a secret deserves more than "unknown key": it may have been committed. */
function secretFinding(finding: SchemaDiagnostic): Diagnostic {
  return {
    ...finding,
    code: 'config-secret',
    message: `${JSON.stringify(finding.path.at(-1))} looks like a secret; this file holds none`,
    help: 'remove it, and change the secret if it was ever committed: signing in is the business of the environment (azure/login, `az login`)',
  };
}

function looksSecret({ code, path }: SchemaDiagnostic): boolean {
  const key = path.at(-1);
  return code === 'unknown-key' && typeof key === 'string' && isSecretName(key);
}

function checkEndpoints({ targets = {} }: ConfigFile, document: YamlDocument): readonly Diagnostic[] {
  return Object.entries(targets).flatMap(([name, { kind, endpoint }]) => {
    if (endpoint === undefined) return [];
    const problem = endpointProblem(kind, endpoint);
    if (problem === undefined) return [];
    const span = document.spanOf(['targets', name, 'endpoint'], 'value');
    return [{ code: 'config-endpoint', severity: 'error', source: document.source, span, ...problem }] as const;
  });
}

function endpointProblem(
  kind: TargetEntry['kind'],
  text: string,
): { readonly message: string; readonly help: string } | undefined {
  const endpoint = readEndpoint(text);
  if (endpoint.kind === 'unusable') {
    return { message: endpoint.problem, help: 'give scheme and host, such as https://management.azure.com' };
  }
  if (kind === 'azure' && endpoint.kind !== 'secure') {
    return {
      message: `a target of kind azure is reached by https; found ${endpoint.url}`,
      help: 'an emulator has `kind: emulator`',
    };
  }
  if (kind === 'emulator' && endpoint.kind !== 'loopback') {
    return {
      message: `an emulator runs on this machine; found ${endpoint.url}`,
      help: 'give http://127.0.0.1 and its port',
    };
  }
  return undefined;
}
