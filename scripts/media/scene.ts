/** What a recording shows: commands in the order in which somebody types them, in a folder that is made ready before. */
export interface Scene {
  readonly title: string;
  /** For those who do not see it. */
  readonly description: string;
  readonly columns: number;
  readonly rows: number;
  readonly steps: readonly SceneStep[];
}

export interface SceneStep {
  /** As it is typed, and as a shell runs it. */
  readonly command: string;
  /** The exit code that it must end with: another one is no recording. */
  readonly exit: number;
  /** Seconds for reading what it printed. */
  readonly read: number;
}

const RULE = 'detections/windows/log-cleared.yaml';

/** A rule gets an exclusion with two mistakes: one that `check` finds, one that only a test can find. */
export const SCENE: Scene = {
  title: 'sentinel-rules in a terminal: from a mistake to a deployed rule',
  description:
    'A rule gets an exclusion for a lab. check finds a misspelled column, at its line and column, and names the right one. ' +
    'test finds that the exclusion is too wide: it silences a server whose name only begins alike. Corrected, all cases pass. ' +
    'plan shows the one change and that it weakens the rule; deploy writes exactly that plan; a second plan has no changes.',
  columns: 100,
  rows: 30,
  steps: [
    { command: `git diff -U1 ${RULE}`, exit: 0, read: 2.2 },
    { command: 'npx sentinel-rules check', exit: 1, read: 2.6 },
    { command: `sed -i s/Computr/Computer/ ${RULE}`, exit: 0, read: 0.2 },
    { command: 'npx sentinel-rules test', exit: 1, read: 4.2 },
    { command: `sed -i 's/"lab"/"lab-"/' ${RULE}`, exit: 0, read: 0.2 },
    { command: 'npx sentinel-rules test', exit: 0, read: 1.4 },
    { command: 'npx sentinel-rules plan --out plan.json', exit: 0, read: 3 },
    { command: 'npx sentinel-rules deploy plan.json', exit: 0, read: 1.5 },
    { command: 'npx sentinel-rules plan', exit: 0, read: 4.5 },
  ],
};
