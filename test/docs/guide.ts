/** Something that a guide tells its reader to do. Lines count from 0. */
export type Step =
  | { readonly kind: 'write'; readonly path: string; readonly text: string; readonly line: number }
  | {
      readonly kind: 'change';
      readonly path: string;
      readonly before: string;
      readonly after: string;
      readonly line: number;
    }
  | {
      readonly kind: 'run';
      readonly command: string;
      readonly output: string;
      readonly line: number;
      readonly end: number;
    };

/**
 * The steps of a guide in their order. A block of code in `yaml` is the file, and one in `diff` a change of the file, whose path the
 * paragraph before it ends with; one in `console` is a command behind `$ ` and what it prints. Any other block is a mistake: nobody
 * would notice when it is no longer true.
 */
export function stepsOf(markdown: string): readonly Step[] {
  const lines = markdown.split('\n');
  const steps: Step[] = [];
  for (let at = 0; at < lines.length; at++) {
    const language = /^```(.*)$/.exec(lines[at] ?? '')?.[1];
    if (language === undefined) continue;
    const end = lines.indexOf('```', at + 1);
    steps.push(stepOf(language, lines, { start: at + 1, end }));
    at = end;
  }
  return steps;
}

function stepOf(language: string, lines: readonly string[], { start, end }: { start: number; end: number }): Step {
  const body = lines.slice(start, end);
  const line = start;
  switch (language) {
    case 'yaml':
      return { kind: 'write', path: pathBefore(lines, start), text: `${body.join('\n')}\n`, line };
    case 'diff': {
      const without = (sign: string): string =>
        body
          .filter((each) => !each.startsWith(sign))
          .map((each) => `${each.slice(1)}\n`)
          .join('');
      return { kind: 'change', path: pathBefore(lines, start), before: without('+'), after: without('-'), line };
    }
    case 'console': {
      const command = /^\$ (.+)$/.exec(body[0] ?? '')?.[1];
      if (command === undefined) throw new Error(`line ${start + 1}: a command begins with "$ "`);
      return { kind: 'run', command, output: body.slice(1).join('\n'), line, end };
    }
    default:
      throw new Error(`line ${start}: a block of ${language || 'no language'} that no test could run`);
  }
}

function pathBefore(lines: readonly string[], start: number): string {
  const words = lines
    .slice(0, start - 1)
    .join('\n')
    .trimEnd();
  const path = /`([^`\n]+)`:$/.exec(words)?.[1];
  if (path === undefined) throw new Error(`line ${start}: the paragraph before a file ends with its path and a colon`);
  return path;
}

/** The guide with what its commands print now. */
export function withOutputs(
  markdown: string,
  outputs: readonly { readonly step: Step; readonly output: string }[],
): string {
  const lines = markdown.split('\n');
  for (const { step, output } of outputs.toReversed()) {
    if (step.kind !== 'run') continue;
    lines.splice(step.line + 1, step.end - step.line - 1, ...(output === '' ? [] : output.split('\n')));
  }
  return lines.join('\n');
}
