/** The value of a text that is JSON or YAML, by the fastest reader that understands it. */
import { parseManifest } from '../../model/manifestDocuments.ts';
import { readPlainYaml } from '../../yaml/plainYaml.ts';

/**
 * Characters that the parser of YAML may be given, some half a million a second: it cannot be interrupted. What tools write
 * is read by the others, whatever its length.
 */
export const maxInBackground = 64_000;
export const maxOnRequest = 500_000;

/** Characters of YAML that the fast reader may be given in the background: some thirteen million a second. */
const maxFast = 1_000_000;

/** The value of a text, in a piece of work that nobody waits for; undefined where it would be one that everybody does. */
export function readInBackground(text: string): { readonly value: unknown } | undefined {
  if (text.length > maxFast && !isJson(text)) return undefined;
  const value = readFast(text);
  if (value !== undefined) return { value };
  return text.length <= maxInBackground ? { value: parseManifest(text) } : undefined;
}

/** Undefined for a text that is neither, or that only the slow parser could read and that is longer than it may be. */
export function valueOf(text: string, maxParsed: number): unknown {
  return readFast(text) ?? (text.length <= maxParsed ? parseManifest(text) : undefined);
}

function readFast(text: string): unknown {
  return isJson(text) ? readJson(text) : readPlainYaml(text);
}

function isJson(text: string): boolean {
  return /^\uFEFF?\s*\{/.test(text);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined; // a flow mapping of YAML, or half written
  }
}
