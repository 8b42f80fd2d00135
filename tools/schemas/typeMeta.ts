// apiVersion, kind, metadata and status of every kind: the same everywhere, so they are described here in our words
// and not kind by kind.

import type { KindEntry, RawSchema } from '../../core/schema/schema.ts';
import type { Bundles } from './walk.ts';

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const API_VERSION =
  'Group and version of the API that this object is written in. Together with `kind` it says what the object is.';
const KIND =
  'Type of the object, in CamelCase. Together with `apiVersion` it says what the object is.';
const METADATA =
  'Name, namespace, labels and annotations of the object. A name is needed; the rest is optional.';

/** Fills in what every kind has and an author left out. Throws when the definition is missing. */
export function finishKind(bundles: Bundles, entry: KindEntry): void {
  const schema = bundles[entry.bundle]?.[entry.definition];
  if (!schema)
    throw new Error(`${entry.bundle}: no definition ${entry.definition} for kind ${entry.kind}`);
  const apiVersion = entry.group ? `${entry.group}/${entry.version}` : entry.version;
  const { apiVersion: ownVersion, kind, metadata, status, ...rest } = schema.properties ?? {};
  const isAskedFor = schema.required?.includes('status') === true;
  schema.properties = {
    apiVersion: { description: API_VERSION, ...ownVersion, type: 'string', enum: [apiVersion] },
    kind: { description: KIND, ...kind, type: 'string', enum: [entry.kind] },
    metadata: metadataOf(metadata),
    ...rest,
    // Where the server asks for a status, it is written by hand after all.
    ...(status && { status: { ...status, ...(!isAskedFor && { 'x-read-only': true }) } }),
  };
  schema['x-doc-url'] ??= entry.docUrl;
  if (schema['x-doc-url'] === undefined) delete schema['x-doc-url'];
}

function metadataOf(own: RawSchema | undefined): RawSchema {
  const ref = own?.$ref ?? `${META}#/ObjectMeta`;
  return {
    ...own,
    $ref: ref,
    description: ref.endsWith('#/ListMeta') ? (own?.description ?? METADATA) : METADATA,
  };
}
