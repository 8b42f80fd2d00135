/** What a values file shows without being parsed: the comment that names its chart, and its top-level keys. */
import { isBlankOrComment, linesOf } from '../yaml/lines.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ChartRef } from './chart.ts';

/** `# chart: NAME@VERSION`, `# chart: NAME` or `# chart: none`, in the comments that the text begins with. */
export function chartComment(document: ManifestDocument): ChartComment | undefined {
  return document.memo(commentMemo, () => readComment(document.text));
}

export interface ChartComment {
  /** Undefined for `none`: the file is to be left alone. */
  readonly ref: ChartRef | undefined;
  /** Offsets of what stands behind the colon. */
  readonly start: number;
  readonly end: number;
}

const commentMemo = Symbol('chart comment');
const keysMemo = Symbol('top-level keys');
/** Whatever says more is prose about a chart. */
const marker = /^[ \t]*#[ \t]*chart:[ \t]*([A-Za-z\d][\w.-]*)(?:@([\w.+-]+))?[ \t]*\r?$/m;

function readComment(text: string): ChartComment | undefined {
  const match = marker.exec(leadingComments(text.slice(0, 5_000)));
  if (!match) return undefined;
  const [whole, name = '', version] = match;
  const start = match.index + whole.indexOf(name, whole.indexOf(':'));
  const end = start + name.length + (version === undefined ? 0 : version.length + 1);
  if (name === 'none') return { ref: undefined, start, end };
  return { ref: { name, ...(version !== undefined && { version }) }, start, end };
}

/** The lines before the first that holds text. */
export function leadingComments(text: string): string {
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    if (!line.startsWith('---') && !isBlankOrComment(line)) return text.slice(0, start);
  }
  return text;
}

const keyLine = /^(?:"([^"\n]+)"|'([^'\n]+)'|([A-Za-z_][\w./-]*))[ \t]*:(?=[ \t\r\n]|$)/gm;

/** Keys in column 0, in the order of the text. */
export function topLevelKeys(document: ManifestDocument): readonly string[] {
  return document.memo(keysMemo, () => {
    const keys = new Set<string>();
    for (const [, double, single, plain] of document.text.matchAll(keyLine))
      keys.add(double ?? single ?? plain ?? '');
    return [...keys];
  });
}

/** Whether people would call it a values file: `values.yaml`, `values-prod.yaml`, `trino.values.yml`. */
export function isNamedLikeValues(fileName: string): boolean {
  return /(^|[._-])values([._-].*)?\.ya?ml$/i.test(fileName);
}
