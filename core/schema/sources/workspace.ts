/** CRDs of the workspace: of files on disk and, instead of these, of files that are open. */
import { Emitter } from '../../emitter.ts';
import type { GroupVersionKind } from '../../../shared/gvk.ts';
import { readableUri } from '../../../shared/uri.ts';
import { crdKinds, crdSchema, type CrdHead } from '../convert/crd.ts';
import type { KindEntry, TypeSchema, SchemaOrigin } from '../schema.ts';
import { KindTable } from './kindTable.ts';
import type { KindSchema, SchemaSource } from './source.ts';

/** A CRD and where its text is. */
export interface FoundCrd {
  readonly head: CrdHead;
  /** The CRD as plain data, read when its schema is first needed; undefined where it is gone. */
  value(): unknown;
}

/** Where a file lies, for its URI: `crds/foo.yaml` in the workspace. */
export type PathLabel = (uri: string) => string;

export class WorkspaceSource implements SchemaSource {
  readonly id = 'workspace';
  readonly didChange = new Emitter<ReadonlySet<string>>();
  label: PathLabel = (uri) => readableUri(uri.slice(uri.lastIndexOf('/') + 1));
  readonly #table = new KindTable();
  readonly #onDisk = new Map<string, readonly FoundCrd[]>();
  readonly #open = new Map<string, readonly FoundCrd[]>();

  get kinds(): readonly KindEntry[] {
    return this.#table.kinds;
  }

  find(gvk: GroupVersionKind): readonly KindSchema[] {
    return this.#table.find(gvk);
  }

  /** Of files that are open, by their addresses. */
  get open(): ReadonlyMap<string, readonly FoundCrd[]> {
    return this.#open;
  }

  /** What counts of a file now. */
  found(uri: string): readonly FoundCrd[] | undefined {
    return this.#open.get(uri) ?? this.#onDisk.get(uri);
  }

  /** What a file on disk holds; none: it holds no CRD or is gone. */
  setOnDisk(uri: string, crds: readonly FoundCrd[]): void {
    if (crds.length === 0 && !this.#onDisk.has(uri)) return;
    if (crds.length > 0) this.#onDisk.set(uri, crds);
    else this.#onDisk.delete(uri);
    if (!this.#open.has(uri)) this.#publish(uri);
  }

  /** What an open file holds; undefined: it was closed, the disk counts again. */
  setOpen(uri: string, crds: readonly FoundCrd[] | undefined): void {
    const before = this.#open.get(uri);
    if (crds === before || (crds?.length === 0 && !before && !this.#onDisk.has(uri))) return;
    if (crds) this.#open.set(uri, crds);
    else this.#open.delete(uri);
    this.#publish(uri);
  }

  /** Lets go of files on disk that the workspace no longer holds. */
  keepOnDisk(isWanted: (uri: string) => boolean): void {
    for (const uri of this.#onDisk.keys()) if (!isWanted(uri)) this.setOnDisk(uri, []);
  }

  #publish(uri: string): void {
    const found = this.#open.get(uri) ?? this.#onDisk.get(uri) ?? [];
    const path = this.label(uri);
    const origin: SchemaOrigin = {
      source: 'workspace',
      id: `workspace:${path}`,
      label: `CRD in ${path}`,
      file: uri,
    };
    const changed = this.#table.set(
      uri,
      found.flatMap((crd) => kindSchemas(crd, origin)),
    );
    if (changed.size > 0) this.didChange.emit(changed);
  }
}

/** The kinds of a CRD; it is read once for all of its versions. */
export function kindSchemas(crd: FoundCrd, origin: SchemaOrigin): KindSchema[] {
  let schemas: Map<string, TypeSchema> | undefined;
  return crdKinds(crd.head, origin).map((entry) => ({
    entry,
    root: () => {
      if (!schemas) {
        const value = crd.value();
        schemas = new Map(
          value === undefined
            ? []
            : crd.head.versions.map((version) => [version, crdSchema(value, version)]),
        );
      }
      return schemas.get(entry.version);
    },
  }));
}
