import type { Diagnostic, EmbeddedSource, Source } from '../../diagnostics';
import type { ColumnSchema, KqlType } from '../../kql';
import type { YamlDocument } from '../../yaml';
import type { Rule } from '../rule';
import type { FunctionInfo } from './knowledge';
import type { Loaded } from './loaded';
import { baseName, finding, loadDocument } from './loaded';

/** A file by `schemas/function.schema.json`. */
interface FunctionDocument {
  readonly name: string;
  readonly description?: string;
  readonly category?: string;
  readonly parameters?: readonly Parameter[];
  readonly query?: string;
  readonly columns?: Readonly<Record<string, KqlType>>;
  readonly targets?: Rule['targets'];
}

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly default?: string | number | boolean;
}

/** A saved function of the project. Without a `body`, or with an empty list of tags, it is declared only: somebody else deploys it. */
export interface ProjectFunction extends FunctionInfo {
  readonly description: string;
  readonly category: string;
  readonly path: string;
  /** The body where it stands in the file. */
  readonly query?: EmbeddedSource;
  /** Its parameters as a saved search has them: `since:timespan = 7d, refused:bool = false`. */
  readonly signature: string;
  readonly targets?: Rule['targets'];
}

/**
 * Reads `_functions/<Name>.yaml`. Parameters without a default come first, or no call could leave the others out
 * (source: Microsoft Learn, Azure Monitor "functions", dated 2024-10-08).
 */
export function loadFunction(source: Source): Loaded<ProjectFunction> {
  const { document, diagnostics } = loadDocument('function', source);
  if (document === undefined) return { diagnostics };
  const value = document.value as FunctionDocument;
  const query = document.embeddedAt(['query']);
  const columns = Object.entries(value.columns ?? {}).map(([name, type]): ColumnSchema => ({ name, type }));
  return {
    value: {
      name: value.name,
      description: value.description ?? '',
      category: value.category ?? 'Sentinel rules',
      parameters: `(${(value.parameters ?? []).map(parameterText).join(', ')})`,
      signature: (value.parameters ?? []).map(signatureText).join(', '),
      ...(value.targets === undefined ? {} : { targets: value.targets }),
      origin: 'project',
      complete: true,
      path: source.path,
      ...(query === undefined ? {} : { body: query.text, query, deployed: value.targets?.tags?.length !== 0 }),
      ...(columns.length === 0 ? {} : { columns }),
    },
    diagnostics: [...diagnostics, ...nameFindings(document, value), ...parameterFindings(document, value)],
  };
}

/** As KQL writes it: `since: timespan = 7d`. A text's default is quoted here, every other literal stands as it is. */
function parameterText({ name, type, default: value }: Parameter): string {
  if (value === undefined) return `${name}: ${type}`;
  return `${name}: ${type} = ${type === 'string' ? JSON.stringify(String(value)) : String(value)}`;
}

/** SavedSearch.tsp, `functionParameters` (read 2026-11-24): no blank before the type. */
function signatureText(parameter: Parameter): string {
  return parameterText(parameter).replace(`${parameter.name}: `, `${parameter.name}:`);
}

function nameFindings(document: YamlDocument, { name }: FunctionDocument): readonly Diagnostic[] {
  const { source } = document;
  const file = baseName(source);
  if (file === name) return [];
  return [
    finding('catalog-file-name', {
      source,
      span: document.spanOf(['name'], 'value'),
      message: `the function is named ${name}, its file ${file}.yaml`,
      help: `Name the file ${name}.yaml: whoever reads a query looks for it there.`,
    }),
  ];
}

function parameterFindings(document: YamlDocument, { parameters = [] }: FunctionDocument): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const add = (index: number, message: string, help: string): void => {
    const span = document.spanOf(['parameters', index, 'name'], 'value');
    found.push(finding('function-parameters', { source: document.source, span, message, help }));
  };
  parameters.forEach(({ name, default: value }, index) => {
    const before = parameters.slice(0, index);
    if (before.some((other) => other.name === name)) {
      add(index, `parameter ${name} is there twice`, 'Rename one of them.');
    }
    const optional = before.find((other) => other.default !== undefined);
    if (value === undefined && optional !== undefined) {
      add(index, `parameter ${name} has no default but stands behind ${optional.name}, which has one`, 'Move it up.');
    }
  });
  return found;
}
