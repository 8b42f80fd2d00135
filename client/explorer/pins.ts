// Favourites of the tree: objects, namespaces and folders of kinds that the user has pinned, as they are kept. No `vscode` here.
import type { FolderKind, ResourceRef } from '../../cluster/api.ts';
import { groupOf } from '../../shared/gvk.ts';
import { isRecord } from '../../shared/json.ts';

export interface PinnedFolder {
  readonly shown: FolderKind;
  /** Absent: all of them, or a kind without. */
  readonly namespaces?: readonly string[];
}

export interface Pin {
  readonly contextName: string;
  /** An object, or a namespace. */
  readonly ref?: ResourceRef;
  readonly folder?: PinnedFolder;
}

/** What the row of a folder hands over to be pinned. */
export interface FolderHandle {
  readonly contextName: string;
  readonly folder: PinnedFolder;
}

/** Undefined for a row that cannot be pinned. */
export function pinOf(row: unknown): Pin | undefined {
  if (!isRecord(row)) return undefined;
  const { contextName, ref, folder } = row as Partial<Pin>;
  if (contextName === undefined) return undefined;
  if (ref) return { contextName, ref };
  return folder && { contextName, folder };
}

/** Two pins of the same thing have the same one. */
export function pinKey({ contextName, ref, folder }: Pin): string {
  if (ref) {
    const { apiVersion, kind, namespace, name } = ref;
    return JSON.stringify([contextName, groupOf(apiVersion), kind, namespace, name]);
  }
  const { apiVersion = '', kind, labelSelector } = folder?.shown ?? {};
  return JSON.stringify([
    contextName,
    groupOf(apiVersion),
    kind,
    labelSelector,
    folder?.namespaces,
  ]);
}

export function pinText({ ref, folder }: Pin): string {
  if (ref) return ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
  const where = folder?.namespaces?.join(', ');
  return [folder?.shown.title, where && `in ${where}`].filter(Boolean).join(' ');
}
