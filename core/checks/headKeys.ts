/** `apiversion:` and `Kind:` at the top of a manifest: keys that nobody reads, as letter case matters. */
import { gvkFrom } from '../../shared/gvk.ts';
import type { Finding } from '../findings/finding.ts';
import { editDistance } from '../formats/editDistance.ts';
import { quote } from '../formats/format.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { linesOf } from '../yaml/lines.ts';
import type { Span } from '../yaml/node.ts';
import { checkIdentity } from './identity.ts';

/** What is wrong with the head of a document whose kind is not known here. */
export function checkHead(
  document: ManifestDocument,
  store: SchemaStore,
  release?: string,
): Finding[] {
  const misspelt = misspeltHeadKeys(document, store);
  if (misspelt.length > 0) return misspelt;
  return checkIdentity(document.typeMeta, document.gvk, store, release);
}

/** The misspelt ones of the two keys; none where it is not certain that the text is a manifest. */
export function misspeltHeadKeys(
  { text, typeMeta: { apiVersion, kind, hasMetadata } }: ManifestDocument,
  store: SchemaStore,
): Finding[] {
  if (apiVersion && kind) return [];
  const found = keysIn(text);
  const version = apiVersion ? undefined : only(found, 'apiVersion');
  const name = kind ? undefined : only(found, 'kind');
  if ((!apiVersion && !version) || (!kind && !name)) return [];
  const gvk = gvkFrom(apiVersion?.value ?? version?.value, kind?.value ?? name?.value);
  if (!gvk) return [];
  const isKnown = store.find(gvk) !== undefined;
  const misspelt = [version, name].filter((key) => key !== undefined);
  // Other tools have keys that are nearly these; of a kind that is not known here metadata has to tell.
  const isSure = misspelt.length === 1 && misspelt.every(({ isOfCase }) => isOfCase) && hasMetadata;
  return isKnown || isSure ? misspelt.map(asFinding) : [];
}

interface HeadKey {
  readonly key: string;
  readonly meant: 'apiVersion' | 'kind';
  readonly span: Span;
  readonly value: string;
  /** It differs in letter case only, or by a sign between the words. */
  readonly isOfCase: boolean;
}

function only(found: readonly HeadKey[], meant: HeadKey['meant']): HeadKey | undefined {
  const keys = found.filter((each) => each.meant === meant);
  return keys.length === 1 ? keys[0] : undefined;
}

/** Keys at the left edge whose values are those of one of the two. */
function keysIn(text: string): HeadKey[] {
  const keys: HeadKey[] = [];
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, Math.min(end, start + maxLine));
    const [, quoted = '', key = '', value = ''] =
      /^(["']?)([A-Za-z][A-Za-z_-]{2,14})\1:[ \t]+["']?([\w./-]+)["']?[ \t]*(?:#.*)?$/.exec(
        line.trimEnd(),
      ) ?? [];
    const meant = meantBy(key, value);
    if (!meant) continue;
    const at = start + quoted.length;
    keys.push({ key, value, span: [at, at + key.length], ...meant });
  }
  return keys;
}

const maxLine = 400;

function meantBy(key: string, value: string): Pick<HeadKey, 'meant' | 'isOfCase'> | undefined {
  const plain = key.toLowerCase().replace(/[_-]/g, '');
  const isVersion = /^(?:[a-z0-9.-]+\/)?v\d+(?:(?:alpha|beta)\d+)?$/.test(value);
  const meant = isVersion ? 'apiVersion' : /^[A-Z][A-Za-z0-9]*$/.test(value) ? 'kind' : undefined;
  if (!meant) return undefined;
  const slips = isVersion ? 2 : 1;
  const distance = editDistance(plain, meant.toLowerCase(), slips);
  return distance <= slips ? { meant, isOfCase: distance === 0 } : undefined;
}

function asFinding({ key, meant, span, isOfCase }: HeadKey): Finding {
  return {
    span,
    code: 'unknown-field',
    severity: 'error',
    message: `there is no field ${quote(key)} here: did you mean ${meant}?`,
    fix: {
      title: `Change to ${meant}`,
      edits: [[span, meant]],
      ...(isOfCase && { isSafe: true }),
    },
  };
}
