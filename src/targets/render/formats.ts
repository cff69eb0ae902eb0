import { inertJson } from '../../state';
import type { Matrix } from '../matrix';
import { matrixCsv } from './csv';
import { matrixMarkdown } from './markdown';
import { matrixTerminal } from './terminal';

export type MatrixFormat = 'terminal' | 'json' | 'markdown' | 'csv';

/** How the matrix is shown, one row a format. Names of rules are hostile in each of them. */
export const matrixFormats: Readonly<Record<MatrixFormat, (matrix: Matrix) => string>> = {
  terminal: matrixTerminal,
  json: (matrix) => `${inertJson(matrix)}\n`,
  markdown: matrixMarkdown,
  csv: matrixCsv,
};
