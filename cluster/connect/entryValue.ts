/** A certificate or key of a kubeconfig entry: inline or from a file, with words for its place. */
import { readFile } from 'node:fs/promises';
import type { Result } from '../api.ts';
import { errorCode, fail } from '../errors/errors.ts';
import { textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';
import { fromBase64 } from './pem.ts';

/** An entry of the kubeconfig, and what to call it. */
export interface Place {
  readonly kind: 'cluster' | 'user';
  readonly name: string;
  /** The kubeconfig file. */
  readonly file: string;
  readonly value: JsonObject;
}

export interface EntryText {
  readonly text: string;
  /** `"certificate-authority-data" of cluster c (/home/me/.kube/config)`. */
  readonly where: string;
}

/** The value of `key-data` or of the file that `key` names; undefined where the entry has neither. */
export async function readEntryText(
  place: Place,
  key: string,
): Promise<Result<EntryText | undefined>> {
  const data = textAt(place.value, `${key}-data`);
  const path = textAt(place.value, key);
  if (data && path) {
    return fail(
      'kubeconfig-broken',
      `The ${ownerOf(place)} has both "${key}" and "${key}-data", and kubectl takes only one of them. Remove one`,
    );
  }
  if (data) {
    const where = `"${key}-data" of ${ownerOf(place)}`;
    const text = fromBase64(data);
    if (text !== undefined) return { ok: true, value: { text, where } };
    return fail(
      'kubeconfig-broken',
      `The value of ${where} is not base64. Get a new kubeconfig from whoever runs the cluster, or write a file's path as "${key}"`,
    );
  }
  if (!path) return { ok: true, value: undefined };
  const where = `the file ${path} ("${key}" of ${ownerOf(place)})`;
  try {
    return { ok: true, value: { text: await readFile(path, 'utf8'), where } };
  } catch (error) {
    return fail(
      'certificate-file-missing',
      `The file ${path} is missing or cannot be read (${errorCode(error) ?? 'unknown reason'}); the kubeconfig (${place.file}) names it as "${key}" of ${place.kind} ${place.name}. Put it back or correct the path`,
    );
  }
}

/** `cluster c (/home/me/.kube/config)`. */
export function ownerOf({ kind, name, file }: Place): string {
  return `${kind} ${name} (${file})`;
}
