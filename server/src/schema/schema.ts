/**
 * JSON Schema (draft 7) as the bundled schemas use it, with the product's own annotations. Annotations start with `x-`
 * or are values of `format`; docs/schemas.md lists them.
 */
export interface Schema {
  $ref?: string;
  title?: string;
  /** Our words or, for built-in kinds, the API's own documentation. Markdown. */
  description?: string;
  type?: SchemaType | SchemaType[];
  enum?: (string | number | boolean | null)[];
  default?: unknown;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  deprecated?: boolean;
  /** Grammar of the value, checked exactly: the names are the keys of server/src/formats/index.ts. */
  format?: string;
  definitions?: Record<string, Schema>;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  not?: Schema;
  /** `properties` are only those known to us, others are passed on by the server as they are. */
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
  /** Keys that tell the items of a list apart; two items with the same are an error. `[]`: a set of scalars. */
  'x-list-keys'?: string[];
  /** What a name in this field refers to. */
  'x-ref'?: RefAnnotation;
  /** Format of the keys of a free mapping (labels, annotations, data). */
  'x-key-format'?: string;
  /** The server sets it: a manifest normally does not. Sorted last in completion. */
  'x-read-only'?: boolean;
  /** The definition that a resolved schema comes from, `BUNDLE#/Name`. Set on resolving, never in a file. */
  'x-definition'?: string;
  /** Of the required fields, those that only the validation of the kind asks for, not its published schema. */
  'x-asked-later'?: string[];
  /** The empty text says the same as leaving the field out. */
  'x-empty-is-unset'?: boolean;
  /** The values are a convention that the API server does not check: others are a warning. */
  'x-unchecked'?: boolean;
  /** Longer page about this field or kind. */
  'x-doc-url'?: string;
  /** Fields that a starter inserts, in this order; absent: the required ones. */
  'x-starter'?: string[];
  /** Fields that many manifests set: offered before the others, in this order, behind those of a starter. */
  'x-common'?: string[];
}

export type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

export interface RefAnnotation {
  /** Kind of the resource that is named, in the group given (empty: core). */
  kind: string;
  group?: string;
  /** Or a name declared elsewhere in the same object: an id of server/src/rules (e.g. `volume`). */
  local?: string;
}

/** File of `dist/schemas/`: definitions by name. `$ref` is `#/Name` in the same file, or `FILE#/Name`. */
export type SchemaBundle = Record<string, Schema>;

/** `dist/schemas/index.json`: every kind that has a bundled schema. */
export interface SchemaIndex {
  kinds: KindEntry[];
}

export interface KindEntry {
  group: string;
  version: string;
  kind: string;
  /** Name in URLs and RBAC, e.g. `persistentvolumeclaims`. */
  plural: string;
  namespaced: boolean;
  /** Bundle file (without `.json`) and definition in it. */
  bundle: string;
  definition: string;
  /** Whose schema it is and which version, e.g. `Kubernetes`, `1.36` or `Spark operator`, `v2.4.0`. */
  source: string;
  sourceVersion: string;
  /** Reference page of the kind. */
  docUrl?: string;
  /** Short names of kubectl, e.g. `pvc`. */
  shortNames?: string[];
}
