/** What a source of schemas is. The store asks its sources in order; the first that has a kind decides its shape. */
import type { Emitter } from '../../emitter.ts';
import type { GroupVersionKind } from '../../../shared/gvk.ts';
import type { KindEntry, TypeSchema, SourceId } from '../schema.ts';

/** One schema of one kind. */
export interface KindSchema {
  readonly entry: KindEntry;
  /** Read and converted at the first call. Undefined where it can no longer be read. */
  root(): TypeSchema | undefined;
}

export interface SchemaSource {
  readonly id: SourceId;
  /** Every kind that is known without reading a schema. */
  readonly kinds: readonly KindEntry[];
  /** The schemas of a kind, the best first: two files may hold the same CRD. */
  find(gvk: GroupVersionKind): readonly KindSchema[];
  /** A definition that a `$ref` of this source's schemas names. */
  definition?(bundle: string, name: string): TypeSchema | undefined;
  /** Tells the keys (`gvkKey`) of the kinds whose schemas came, changed or went. */
  readonly didChange?: Emitter<ReadonlySet<string>>;
}
