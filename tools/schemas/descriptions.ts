// The API's own doc comments, made fit for a hover: they are written for godoc and carry notes to generators.
import { withoutEnd } from '../../shared/trim.ts';

const NOTE_LINE = /^[ \t]*\+\w[\w:=.,"' -]*$/gm;
const MORE_INFO =
  /\(?(?:For )?[Mm]ore (?:info|information)(?: can be found)?(?: [Ss]ee| in| at)?:?\s*<?(https?:\/\/[^\s)>]+?)>?\)?([.,;]?)(?=\s|$)/g;
/** Notes of authors to each other. */
const ASIDE =
  /(?<!\s)\s*(?:Max(?:Items|Length) is an artificial limit[^.]*?top of file|Note: CEL validation cannot [^.]*)\.?/g;
const ENUM_HEAD = /(?<!\n)\n*Possible enum values:\s*/;
const ENUM_ITEM = /(?:^|\s)- `"([^"`]*)"`\s*/g;

/** Markdown of one doc comment; undefined where nothing is left. */
export function tidyDescription(text: string): string | undefined {
  const [prose = '', values] = text.replaceAll('\\*', '*').split(ENUM_HEAD, 2);
  const tidy = prose
    .replace(NOTE_LINE, '')
    .replace(ASIDE, '')
    .replace(
      MORE_INFO,
      (_match, url: string, end: string) => `[More info](${linkTarget(url)})${end}`,
    )
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const list = values === undefined ? '' : enumList(values);
  return [tidy, list].filter(Boolean).join('\n\n') || undefined;
}

const SAYS =
  'is|are|defines|specifies|describes|contains|holds|indicates|represents|provides|means';
const WHAT = 'the|a|an|whether|how|which|where|when|if';

/**
 * Documentation without the field's own name at its head, as Go's comments have it: `RepoURL is the URL` is `The URL`,
 * `Suspend tells the controller` is `\`suspend\` tells the controller`.
 */
export function withoutFieldName(text: string, field: string): string {
  const [, name = '', says = '', what = '', rest = ''] =
    new RegExp(`^(?:The )?(\\w+) (?:(${SAYS}) (?:(${WHAT}) )?)?([^]*)$`).exec(text) ?? [];
  if (name.toLowerCase() !== field.toLowerCase()) return text;
  if (!says) return `\`${field}\` ${rest}`;
  if (!what) return `\`${field}\` ${says} ${rest}`;
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} ${rest}`;
}

/** `- "A" does this - "B" does that` as a Markdown list. */
function enumList(text: string): string {
  const items = text.split(ENUM_ITEM).slice(1);
  const lines: string[] = [];
  for (let n = 0; n < items.length; n += 2) {
    const words = (items[n + 1] ?? '').replace(/\s+/g, ' ').trim();
    lines.push(words ? `- \`${items[n]}\`: ${words}` : `- \`${items[n]}\``);
  }
  return lines.join('\n');
}

/** Short links of the project that forward, written as the page that they forward to. */
function linkTarget(url: string): string {
  return withoutEnd(url, /[.,;]/)
    .replace(
      'https://git.k8s.io/community/',
      'https://github.com/kubernetes/community/blob/master/',
    )
    .replace(/^http:\/\/kubernetes\.io/, 'https://kubernetes.io');
}
