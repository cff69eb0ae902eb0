import type { Diagnostic, Source } from '../../src/diagnostics';
import { checkSettings, ruleDuration } from '../../src/rules';
import type { CheckSettings } from '../../src/rules';
import { validate } from '../../src/schema';
import type { SchemaDiagnostic } from '../../src/schema';
import { DEFAULT_SETTINGS } from '../../src/unit';
import type { TestSettings } from '../../src/unit';
import type { Wave } from '../../src/targets';
import { parseYaml } from '../../src/yaml';
import { checkConfig } from './check-config';
import type { ConfigFile } from './config-file';
import { isSecretName, redacted } from './redact';
import { LOCAL, targetOf } from './target';
import type { Target } from './target';

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
  /** Names of the targets that the file describes, in its order: `--all`. */
  readonly described: readonly string[];
  /** In which order several targets are taken; empty for all at once. */
  readonly waves: readonly Wave[];
  /** What is asked of the tests of rules. */
  readonly tests: TestSettings;
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
  const found = [...diagnostics, ...shape.map(withoutSecret)];
  if (shape.length > 0) return unusable(redacted(found, { source, spans }), root);
  const file = (document.value ?? {}) as ConfigFile;
  const config = configOf(file, root);
  const all = [
    ...diagnostics,
    ...checkSettings(file.checks ?? {}, document),
    ...checkConfig(file, config.targets, document),
  ];
  return { config, diagnostics: redacted(all, { source, spans }) };
}

function unusable(diagnostics: readonly Diagnostic[], root: string): ReturnType<typeof readConfig> {
  return { config: configOf({}, root), diagnostics };
}

function configOf(file: ConfigFile, root: string): Config {
  const {
    detections = 'detections',
    repository,
    schemas = [],
    checks = {},
    targets = {},
    tests = {},
    waves = [],
  } = file;
  const entries = Object.entries({ [LOCAL]: { kind: 'emulator' } as const, ...targets });
  return {
    detections,
    repository,
    schemas,
    checks,
    targets: new Map(entries.map(([name, entry]) => [name, targetOf(name, entry, root)])),
    described: Object.keys(targets),
    waves: waves.map(({ soak, ...wave }) => ({ ...wave, soakSeconds: ruleDuration(soak) ?? 0 })),
    tests: { ...DEFAULT_SETTINGS, ...tests },
  };
}

/** What somebody wrote where a secret may be is not repeated. */
function withoutSecret(finding: SchemaDiagnostic): Diagnostic {
  if (looksSecret(finding)) return secretFinding(finding);
  if (finding.path.at(-1) !== 'credential') return finding;
  return {
    ...finding,
    message: '`credential` is the name of a way to sign in, never a secret',
    help: `one of default, environment, workload-identity, managed-identity, azure-cli, azure-developer-cli, azure-powershell`,
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
