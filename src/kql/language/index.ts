export type { Analysis, KqlDiagnostic } from './analyze';
export { analyze, parseQuery } from './analyze';
export type { Classification, ClassifiedSpan } from './classify';
export type { StaticColumn, StaticTable, SymbolView } from './symbols';
export type { Syntax } from './syntax';
export { builtInFunctionNames } from './built-in-functions';
export { officialNames } from './official-names';
