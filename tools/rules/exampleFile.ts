/**
 * The examples of a rule, `<code>.yaml` beside its `<code>.ts`: manifests that begin with `# bad`, `# fixed` or `# good`.
 *
 * Under what is reported in a bad one stands a comment of carets, then `severity[code]: message`. A fixed one is the bad one
 * before it after its quick fixes, whose titles stand in the first line. `# repeat N` repeats the line below it, with
 * numbers in the place of `{n}`.
 */

export interface Example {
  readonly kind: 'bad' | 'fixed' | 'good';
  /** What the point of a bad or good one is, where it does not speak for itself; the titles of the fixes of a fixed one. */
  readonly title: string;
  /** Without the first line, with marks. */
  readonly body: string;
}

export interface Mark {
  /** From 0. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** `severity[code]: message` */
  readonly words: string;
}

const first = /^# (bad|fixed|good)(?:: (.*))?$/;

export function readExamples(text: string): Example[] {
  const parts = text.split(/^---\n(?=# (?:bad|fixed|good)\b)/m);
  return parts.map((part) => {
    // Blanks at the end of a line may be the point of an example.
    const [line = '', ...body] = part.replace(/\n$/, '').split('\n');
    const [, kind, title = ''] = first.exec(line) ?? [];
    if (kind !== 'bad' && kind !== 'fixed' && kind !== 'good')
      throw new Error(`"${line}" is none of "# bad", "# fixed" and "# good"`);
    return { kind, title, body: `${body.join('\n')}\n` };
  });
}

export function writeExamples(examples: readonly Example[]): string {
  return examples
    .map(({ kind, title, body }) => `# ${kind}${title === '' ? '' : `: ${title}`}\n${body}`)
    .join('---\n');
}

/** The manifest of an example as the product is given it, and what is to be reported. */
export function readBody(body: string): { readonly text: string; readonly marks: Mark[] } {
  const lines: string[] = [];
  const marks: Mark[] = [];
  let times = 1;
  for (const line of body.split('\n')) {
    const repeat = /^ *# repeat (\d+)$/.exec(line);
    const mark = markIn(line, lines.length - 1);
    if (repeat) times = Number(repeat[1]);
    else if (mark) marks.push(mark);
    else {
      for (let n = 1; n <= times; n++) lines.push(times === 1 ? line : line.replace('{n}', `${n}`));
      times = 1;
    }
  }
  return { text: lines.join('\n'), marks };
}

/** A `#` that touches the first caret counts as one, as no comment can begin left of the first column. */
function markIn(text: string, line: number): Mark | undefined {
  const found = /^( *)#( *)(\^*) ([a-z]+\[[-a-z0-9]+\]: .+)$/.exec(text);
  if (!found) return undefined;
  const [, indent = '', gap = '', carets = '', words = ''] = found;
  const start = indent.length + (gap === '' ? 0 : 1 + gap.length);
  return { line, start, end: indent.length + 1 + gap.length + carets.length, words };
}

/** The body with marks under its lines; marks that are there already go. */
export function withMarks(body: string, marks: readonly Mark[]): string {
  const result: string[] = [];
  let at = -1;
  let times = 1;
  for (const line of body.split('\n')) {
    if (markIn(line, 0)) continue;
    result.push(line);
    const repeat = /^ *# repeat (\d+)$/.exec(line);
    if (repeat) {
      times = Number(repeat[1]);
      continue;
    }
    at += times;
    times = 1;
    result.push(...marks.filter((mark) => mark.line === at).map(markText));
  }
  return result.join('\n');
}

function markText({ start, end, words }: Mark): string {
  const carets = '^'.repeat(end - start);
  return start === 0
    ? `#${carets.slice(1)} ${words}`
    : `#${' '.repeat(start - 1)}${carets} ${words}`;
}
