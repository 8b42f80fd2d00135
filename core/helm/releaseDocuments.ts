/**
 * The documents of a file that say which chart a values file is for, or where a repository is: told by their heads and by
 * the one word that matters, so that the other files of a workspace are not parsed.
 */
import { linesOf } from '../yaml/lines.ts';
import { splitDocuments } from '../yaml/splitDocuments.ts';
import { readTypeMeta } from '../model/writtenTypeMeta.ts';
import { maxInBackground, valueOf } from '../schema/convert/valueOf.ts';

interface Telling {
  /** What the apiVersion of such an object begins with. */
  readonly group: string;
  /** The key without which it says nothing here. */
  readonly word: RegExp;
}

const byKind: ReadonlyMap<string, Telling> = new Map([
  ['Application', { group: 'argoproj.io/', word: /valueFiles/ }],
  ['ApplicationSet', { group: 'argoproj.io/', word: /valueFiles/ }],
  ['HelmRelease', { group: 'helm.toolkit.fluxcd.io/', word: /values(?:Files|From)/ }],
  ['HelmRepository', { group: 'source.toolkit.fluxcd.io/', word: /url/ }],
  ['OCIRepository', { group: 'source.toolkit.fluxcd.io/', word: /url/ }],
  ['GitRepository', { group: 'source.toolkit.fluxcd.io/', word: /url/ }],
]);

/** Of files that tools read, and that need no kind: the top-level key that tells, and the word. */
const byKey: readonly (readonly [key: RegExp, word: RegExp])[] = [
  [/^helmCharts:/m, /[vV]aluesFile/],
  [/^releases:/m, /values/],
  [/^(?:configMap|secret)Generator:/m, /files/],
];

/** Characters of one document. What a release needs to say is shorter, whatever else stands beside it. */
const maxLength = 150_000;

/** The values of those documents, a step at a time; undefined for a step that led to nothing. */
export function* releaseDocuments(file: string): Generator {
  for (const text of splitDocuments(file)) {
    const isTelling =
      ofKind(text) || byKey.some(([key, word]) => key.test(text) && word.test(text));
    const needed = isTelling && text.length > maxInBackground ? withoutOthers(text) : text;
    yield isTelling && needed.length <= maxLength ? valueOf(needed, maxInBackground) : undefined;
  }
}

function ofKind(text: string): boolean {
  const { apiVersion, kind } = readTypeMeta(text);
  const telling = byKind.get(kind?.value ?? '');
  return (
    telling !== undefined &&
    apiVersion?.value.startsWith(telling.group) === true &&
    telling.word.test(text)
  );
}

const needed =
  /^["']?(apiVersion|kind|metadata|spec|helmCharts|helmGlobals|configMapGenerator|secretGenerator|repositories|releases)["']?:/;

/** The text without top-level keys that say nothing about releases: they may be long. */
function withoutOthers(text: string): string {
  const kept: string[] = [];
  let isKept = false;
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    if (/^[^\s#-]/.test(line)) isKept = needed.test(line);
    if (isKept) kept.push(line);
  }
  return kept.join('\n');
}
