import type { Diagnostic, Source, Span } from '../../diagnostics';
import type { SchemaName } from '../../schema';
import { validate } from '../../schema';
import type { YamlDocument } from '../../yaml';
import { parseYaml } from '../../yaml';
import type { CatalogCode } from './catalog-codes';

/** What a file gave: its value where it is sound enough to use, and everything that a person should look at. */
export interface Loaded<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

interface Finding {
  readonly severity?: Diagnostic['severity'];
  readonly source: Source;
  readonly span: Span;
  readonly message: string;
  readonly help?: string;
}

export function finding(code: CatalogCode, { severity = 'error', source, span, message, help }: Finding): Diagnostic {
  return { code, severity, source, span, message, ...(help === undefined ? {} : { help }) };
}

/** Parses a YAML file and checks its shape. The document is there only if the value has the contract's type. */
export function loadDocument(
  schema: SchemaName,
  source: Source,
): { readonly document?: YamlDocument; readonly diagnostics: readonly Diagnostic[] } {
  const { document, diagnostics } = parseYaml(source);
  if (document === undefined) return { diagnostics };
  const problems = validate(schema, document);
  const sound = problems.length === 0 && !document.recovered;
  return { ...(sound ? { document } : {}), diagnostics: [...diagnostics, ...problems] };
}

/** `detections/_functions/Quiet.yaml` -> `Quiet`. */
export function baseName({ path }: Source): string {
  return (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/, '');
}
