/** A file that a commit left another than its first parent had it. Blobs are git's hashes; null where there is no file. */
export interface FileChange {
  /** Relative to the project, forward slashes. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What one commit changed of the detections folder, against its first parent. */
export interface Step {
  readonly commit: string;
  readonly changes: readonly FileChange[];
}

/** The text of a blob. Throws for a hash that no step names. */
export type BlobText = (hash: string) => string;
