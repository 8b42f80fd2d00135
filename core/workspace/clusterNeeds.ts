/** Which schemas of the connected cluster the open documents need. Who asks the cluster for them is somebody else. */
import { formatApiVersion } from '../../shared/gvk.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { isListKind } from '../model/typeMeta.ts';
import type { ClusterIndex, ClusterSource } from '../schema/sources/cluster.ts';

export class ClusterNeeds {
  readonly #source: ClusterSource;
  readonly #files: () => Iterable<ManifestFile>;
  #index: ClusterIndex | undefined;
  #isUsed = true;

  constructor(source: ClusterSource, files: () => Iterable<ManifestFile>) {
    this.#source = source;
    this.#files = files;
  }

  /** The editor is connected to this cluster, or to none. */
  connect(index: ClusterIndex | undefined): void {
    this.#index = index;
    this.#apply();
  }

  /** Whether the settings want schemas of the cluster. */
  use(isUsed: boolean): void {
    if (isUsed === this.#isUsed) return;
    this.#isUsed = isUsed;
    this.#apply();
  }

  /** A file was opened or has a new text. */
  fileChanged(file: ManifestFile): void {
    if (!this.#index) return;
    for (const document of file.documents)
      for (const groupVersion of groupVersionsOf(document)) this.#source.need(groupVersion);
  }

  #apply(): void {
    this.#source.setIndex(this.#isUsed ? this.#index : undefined);
    if (this.#isUsed) for (const file of this.#files()) this.fileChanged(file);
  }
}

/** Group and version of the objects in a document. */
function groupVersionsOf(document: ManifestDocument): readonly string[] {
  return document.memo(groupVersionsMemo, () => {
    const { gvk } = document;
    if (!isListKind(gvk?.kind)) return gvk ? [formatApiVersion(gvk)] : [];
    const own = document.objects.flatMap((object) => object.gvk ?? []);
    return [...new Set(own.map(formatApiVersion))];
  });
}

const groupVersionsMemo = Symbol('groups and versions');
