/** What a report needs beside its data, from the package: the style sheet, and each page's script as one text. */
export interface ReportAssets {
  readonly css: string;
  readonly scripts: Readonly<Record<ScriptName, string>>;
}

/** Scripts that run in pages. `frame` runs in every one. */
export type ScriptName = 'frame' | 'catalogue' | 'attack';
