/** What surrounds a file and holds for all of its documents: worked out once for a request, not once for each document. */
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Transformed } from '../model/transformed.ts';
import type { Filling } from '../placeholders/placeholdersIn.ts';
import type { Session } from '../session.ts';

export interface AroundFile {
  readonly file: ManifestFile;
  readonly filling: Filling;
  /** The release of Kubernetes that counts. */
  readonly release: string;
  /** What kustomizations fill into its objects; undefined for a file that is not on disk. */
  readonly transformed: Transformed | undefined;
  /** What it was made from. */
  readonly key: readonly unknown[];
}

const known = new WeakMap<ManifestFile, AroundFile>();

/** The same object as long as the session says the same of the documents, beside their texts and charts. */
export function aroundFile(session: Session, file: ManifestFile): AroundFile {
  const { store, paths, kustomizations, surroundings, namedSchemas } = session;
  const { path } = file;
  const filling = session.fillingOf(file);
  const { version: release } = session.releaseFor(file);
  const transformed = path === undefined ? undefined : kustomizations.transforming(path);
  const isPatch = path !== undefined && kustomizations.isPatch(path);
  const patched = path === undefined ? undefined : kustomizations.targetOf(path);
  const isAlone = file.documents.length === 1;
  const key = [
    ...[filling, release, isPatch, isAlone],
    ...[patched !== undefined, patched?.group, patched?.version, patched?.kind],
    ...[transformed?.labels, transformed?.namespace, transformed?.replaced],
    ...[surroundings.roleOf(path), namedSchemas.of(file), paths.revision, store.revision],
  ];
  const before = known.get(file);
  if (before && isSame(before.key, key)) return before;
  const around = { file, filling, release, transformed, key };
  known.set(file, around);
  return around;
}

/** Whether two keys have the same parts. */
export function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one === other) return true;
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
