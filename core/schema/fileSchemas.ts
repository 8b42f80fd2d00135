/** Schemas of files that a tool reads instead of an API server: kustomization.yaml, Chart.yaml, Chart.lock and helmfile.yaml. */
import type { FileInForce } from './schema.ts';
import type { SchemaStore } from './schemaStore.ts';
import type { TypedSchema } from './typedSchema.ts';

/** The same object as long as nothing changes, so that results can be kept under it. */
export interface FileSchema extends TypedSchema {
  readonly file: FileInForce;
}

export type KnownFile = 'kustomization' | 'chart' | 'chartLock' | 'helmfile';

const files: Readonly<Record<KnownFile, FileInForce>> = {
  kustomization: {
    title: 'kustomization',
    reader: 'kustomize',
    unknown: 'kustomize refuses the file',
    isStrict: true,
    isCaseless: true,
    docUrl: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/',
  },
  chart: {
    title: 'Chart.yaml',
    reader: 'Helm',
    unknown: 'Helm does not read it',
    isStrict: false,
    docUrl: 'https://helm.sh/docs/topics/charts/#the-chartyaml-file',
  },
  chartLock: {
    title: 'Chart.lock',
    reader: 'Helm',
    unknown: 'Helm does not read it',
    isStrict: false,
    docUrl: 'https://helm.sh/docs/helm/helm_dependency/',
  },
  helmfile: {
    title: 'helmfile',
    reader: 'helmfile',
    unknown: 'helmfile refuses the file',
    isStrict: true,
    docUrl: 'https://helmfile.readthedocs.io/en/latest/#configuration',
  },
};

export class FileSchemas {
  readonly #store: SchemaStore;
  readonly #made = new Map<KnownFile, FileSchema>();

  constructor(store: SchemaStore) {
    this.#store = store;
  }

  of(known: KnownFile): FileSchema {
    const made = this.#made.get(known);
    if (made) return made;
    const { patterns } = this.#store;
    const schema: FileSchema = {
      root: this.#store.resolve({ $ref: `file.${known}#/File` }),
      patterns,
      resolve: (part) => this.#store.resolve(part),
      file: files[known],
    };
    this.#made.set(known, schema);
    return schema;
  }
}
