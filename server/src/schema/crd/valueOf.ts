/** The value of a text that is JSON or YAML, by the fastest reader that understands it. */
import { parseManifest } from '../../../../shared/manifestDocuments.ts';
import { readPlainYaml } from './plainYaml.ts';

/**
 * Characters that the parser of YAML may be given, some half a million a second: it cannot be interrupted. What tools write
 * is read by the others, whatever its length.
 */
export const maxInBackground = 64_000;
export const maxOnRequest = 500_000;

/** Whether only the slow parser could read the text, and it is longer than that may be given. */
export function isTooDear(text: string, maxParsed: number): boolean {
  return text.length > maxParsed && readFast(text) === undefined;
}

/** Undefined for a text that is neither, or that only the slow parser could read and that is longer than it may be. */
export function valueOf(text: string, maxParsed: number): unknown {
  return readFast(text) ?? (text.length <= maxParsed ? parseManifest(text) : undefined);
}

function readFast(text: string): unknown {
  return /^\uFEFF?\s*\{/.test(text) ? readJson(text) : readPlainYaml(text);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined; // a flow mapping of YAML, or half written
  }
}
