import type { NameFacts } from '../../shared/kindFacts.ts';
import type { ConfigAnnotation } from '../dictionaries/annotation.ts';
import type { Feature } from './feature.ts';
import type { Provenance } from './provenance.ts';

/**
 * JSON Schema (draft 7) as the bundled schemas use it, with the product's own annotations. Annotations start with `x-`
 * or are values of `format`; docs/schemas.md lists them.
 */
export interface RawSchema {
  $ref?: string;
  title?: string;
  /** Our words or, for built-in kinds, the API's own documentation. Markdown. */
  description?: string;
  type?: SchemaType | SchemaType[];
  enum?: (string | number | boolean | null)[];
  default?: unknown;
  examples?: unknown[];
  properties?: Record<string, RawSchema>;
  required?: string[];
  additionalProperties?: boolean | RawSchema;
  /** Schemas of keys that are not named, by the expression that such a key fits. */
  patternProperties?: Record<string, RawSchema>;
  /** What every key fits. */
  propertyNames?: { pattern: string };
  items?: RawSchema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  deprecated?: boolean;
  /** Grammar of the value, checked exactly: the names are the keys of core/formats/index.ts. */
  format?: string;
  definitions?: Record<string, RawSchema>;
  anyOf?: RawSchema[];
  oneOf?: RawSchema[];
  allOf?: RawSchema[];
  not?: RawSchema;
  /** `properties` are only those known to us, others are passed on by the server as they are. */
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
  /** `null` is a value of its own; elsewhere it is the same as no field. */
  nullable?: boolean;
  /** CEL expressions that the server evaluates beside the schema. */
  'x-kubernetes-validations'?: CelRule[];
  /** The value is a whole object of whatever kind it says. */
  'x-kubernetes-embedded-resource'?: boolean;
  /** A server checks values by these very words, a CRD's: no softer report. */
  'x-enforced'?: boolean;
  /** The default is laid over it: the server itself fills in none. Set here, never in a file. */
  'x-default-is-ours'?: boolean;
  /** Keywords that were laid over it from elsewhere: those it does not check. */
  'x-added'?: string[];
  /** The server keeps fields that are not named; most probably they are typos: a warning. */
  'x-keeps-unknown'?: boolean;
  /** Keys that tell the items of a list apart; two items with the same are an error. `[]`: a set of scalars. */
  'x-list-keys'?: string[];
  /** The value is configuration of a program: keys and values of a dictionary. */
  'x-config'?: ConfigAnnotation;
  /** The text is YAML, a list of this type (`BUNDLE#/NAME`): templates of a chart put it into manifests. */
  'x-yaml-items'?: string;
  /** A type by which rules find values, as `core.v1/Container`: what holds of that one holds here, too. */
  'x-like'?: string;
  /** What a name in this field refers to. */
  'x-ref'?: RefAnnotation;
  /** Format of the keys of a free mapping (labels, annotations, data). */
  'x-key-format'?: string;
  /** The server sets it: a manifest normally does not. Sorted last in completion. */
  'x-read-only'?: boolean;
  /** Of the required fields, those that only the validation of the kind asks for, not its published schema. */
  'x-asked-later'?: string[];
  /** Fields that released operators have in place of this one: where one of them stands, this one is not asked for. */
  'x-replaces'?: string[];
  /** The empty text says the same as leaving the field out. */
  'x-empty-is-unset'?: boolean;
  /** The values are a convention that the API server does not check: others are a warning. */
  'x-unchecked'?: boolean;
  /** On a kind: an operator fills in `{{...}}` in its texts, so their formats and choices are not known yet. */
  'x-placeholders'?: boolean;
  /** The value is a secret: no message, label or log repeats it. */
  'x-secret'?: boolean;
  /** What to use instead of a field of a tool's file that is deprecated. */
  'x-instead'?: string;
  /** The last release of the tool or the project that has the field. */
  'x-until'?: string;
  /** The newest release of the project known that does not have the field yet. */
  'x-after'?: string;
  /** The value names something on disk: what may lie there. */
  'x-path'?: PathAnnotation;
  /** Of Kubernetes' own: the first release that has the field, where that is younger than its type: `1.28`. */
  'x-since'?: string;
  /** Feature gates that the server needs to keep the field. */
  'x-feature'?: Feature;
  /** Fields that the type had in earlier releases. */
  'x-former'?: Record<string, FormerField>;
  /** Longer page about this field or kind. */
  'x-doc-url'?: string;
  /** Fields that a skeleton inserts, in this order; absent: the required ones. */
  'x-skeleton'?: string[];
  /** Fields that many manifests set: offered before the others, in this order, behind those of a skeleton. */
  'x-common'?: string[];
}

/**
 * The type of a value: what the walk and the features read. It comes from a file, a CRD or an OpenAPI document, knows where
 * it is defined, and nobody changes it.
 */
export interface TypeSchema extends Readonly<Omit<RawSchema, Nested>> {
  readonly type?: SchemaType | readonly SchemaType[];
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, TypeSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | TypeSchema;
  readonly patternProperties?: Readonly<Record<string, TypeSchema>>;
  readonly propertyNames?: { readonly pattern: string };
  readonly items?: TypeSchema;
  readonly definitions?: Readonly<Record<string, TypeSchema>>;
  readonly anyOf?: readonly TypeSchema[];
  readonly oneOf?: readonly TypeSchema[];
  readonly allOf?: readonly TypeSchema[];
  readonly not?: TypeSchema;
  readonly 'x-kubernetes-validations'?: readonly CelRule[];
  readonly 'x-list-keys'?: readonly string[];
  readonly 'x-asked-later'?: readonly string[];
  readonly 'x-replaces'?: readonly string[];
  readonly 'x-added'?: readonly string[];
  readonly 'x-skeleton'?: readonly string[];
  readonly 'x-common'?: readonly string[];
  /** Where it is defined; absent for a part of a definition. */
  readonly provenance?: Provenance;
  /** The chart whose values begin here. */
  readonly 'x-chart'?: ChartInForce;
  /** Which released versions of the chart have the key. */
  readonly 'x-versions'?: KeyVersions;
  /** By name: keys that only other versions of the chart have here. */
  readonly 'x-elsewhere'?: ReadonlyMap<string, ElsewhereKey>;
  /** A template hands on the whole mapping: only what is most probably a typo is told, as a warning. */
  readonly 'x-passes-unknown'?: boolean;
  /** The type is that of a default, so others may be right: it is told and not checked. */
  readonly 'x-type-is-hint'?: boolean;
}

/** Released versions of a chart that have a key of its values. */
export interface KeyVersions {
  /** The first; absent where it may be older than what is known. */
  readonly since?: string;
  /** The last; absent: the newest that is known has it. */
  readonly until?: string;
  /** Paths with dots of where the value is read after that. */
  readonly moved?: readonly string[];
  /** The version since which it is read there. */
  readonly movedSince?: string;
}

/** A key that the version in force has not. */
export interface ElsewhereKey extends KeyVersions {
  /** The versions that have it are newer, older, or both. */
  readonly when: 'later' | 'before' | 'both';
  /** Path of the key that means the same in the version in force, where the whole value may stand there as it is. */
  readonly here?: readonly string[];
}

type Nested =
  | 'type'
  | 'enum'
  | 'examples'
  | 'properties'
  | 'required'
  | 'additionalProperties'
  | 'patternProperties'
  | 'propertyNames'
  | 'items'
  | 'definitions'
  | 'anyOf'
  | 'oneOf'
  | 'allOf'
  | 'not'
  | 'x-kubernetes-validations'
  | 'x-list-keys'
  | 'x-asked-later'
  | 'x-replaces'
  | 'x-added'
  | 'x-skeleton'
  | 'x-common';

/** A type while it is put together. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** The chart that values are checked with. */
export interface ChartInForce {
  readonly id: string;
  readonly name: string;
  /** For a person: `Superset chart`. */
  readonly title: string;
  /** Of the schema; empty where it is not known. */
  readonly version: string;
  /** The version that the values are for, where somebody says it. */
  readonly wanted?: string;
  /** Our keys are those of the wanted version, too: an unknown one is an error. */
  readonly isTrusted: boolean;
  /** Helm itself refuses wrong types: the chart ships a schema. */
  readonly isStrict: boolean;
  /** How the wanted version stands to the released ones that are known; absent for a chart whose versions are not known. */
  readonly standing?: 'version' | 'range' | 'unsaid' | 'newer' | 'older';
  /** The version that types, defaults and descriptions are of, where the values are for an older one. */
  readonly describedBy?: string;
  /** False: the types of the version that the values are for may be others. */
  readonly areTypesKnown?: boolean;
  /** The values are those of a parent: only what stands under its dependencies is described. */
  readonly isParent?: boolean;
  /** Of a parent: top-level keys of its dependencies that it does not read itself, and under which of its keys they are read. */
  readonly keysOfParts?: ReadonlyMap<string, readonly string[]>;
  /** Of a parent: its key for the values of a dependency, by the name that the dependency has otherwise. */
  readonly aliases?: ReadonlyMap<string, string>;
  readonly docUrl?: string;
}

/** A file that a tool reads instead of an API server, and how it takes what it does not know. */
export interface FileInForce {
  /** For a person: `kustomization`. */
  readonly title: string;
  /** The tool. */
  readonly reader?: string;
  /** What becomes of a field that it does not know. */
  readonly unknown: string;
  /** What does not fit is refused, not only warned of. */
  readonly isStrict: boolean;
  /** Keys are the same in another case. */
  readonly isCaseless?: boolean;
  readonly docUrl?: string;
}

/** What a path of a file may lead to, beside addresses: `key and file` is KEY=PATH, a text has several lines, and
 * `unless handled`: unless the file says what becomes of one that is not there. */
export type PathAnnotation =
  | 'file'
  | 'file unless handled'
  | 'kustomization'
  | 'kustomization or manifest'
  | 'file or text'
  | 'any or text'
  | 'key and file'
  | 'folder by address';

export interface CelRule {
  rule: string;
  /** What the server says of a value that breaks the rule. */
  message?: string;
  /** The field that the server blames, from the value on: `.spec.size`. */
  fieldPath?: string;
}

/** A field that is gone. */
export interface FormerField {
  /** The first release that had it; absent: all that are known, up to the last. */
  readonly since?: string;
  /** The first release that has it no more. */
  readonly until: string;
}

/** Keywords that are a number and bound a value: its size, its length, how many it holds. */
export const limitKeywords = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
] as const;

/** What a foreign schema says of bounds, in the same words as ours. */
export type Limits = Readonly<Pick<TypeSchema, (typeof limitKeywords)[number]>>;

export type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

export interface RefAnnotation {
  /** Kind of the resource that is named, in the group given (empty: core); absent with `declaredAt`. */
  kind?: string;
  group?: string;
  /** Or a name declared elsewhere in the same object: `volume` or `container`. */
  local?: string;
  /** Or a name that the same object declares at one of these paths (`templates[].name`, see `core/yaml/declaredNames.ts`). */
  declaredAt?: string[];
  /** With `declaredAt`: fields around the value that bring further names from elsewhere. */
  unless?: string[];
  /** With `declaredAt`: the names come from nowhere else, so that one is missing where none is declared. */
  onlyHere?: boolean;
  /** With `declaredAt`: the value is a condition of such names, `a.Succeeded && (b || !c)`. */
  expression?: boolean;
  /** With `declaredAt`: whoever reads the object surely refuses a name that is not there, so that it is an error. */
  refused?: boolean;
  /** With `kind`: keys that a Secret or ConfigMap must have; of those in a list one. */
  keys?: (string | string[])[];
  /** With `kind`: fields beside the name that say which keys are read, each with the key where it says none. */
  keyFields?: Record<string, string>;
  /** With `keys`: a field beside the name that brings what is read there from elsewhere, where it holds one of these words, or anything. */
  keysUnless?: Record<string, string[]>;
  /** With `kind`: pods on several nodes use the claim. */
  shared?: boolean;
  /** With the kind Service: the value is `host:port`, several parted by commas, each perhaps a Service of the own namespace. */
  address?: boolean;
  /** With `kind`: the name is read where a field around it has this value, by the field; it stands in a mapping around the one of the name. */
  onlyWith?: Record<string, string>;
}

/** File of `dist/schemas/`: definitions by name. `$ref` is `#/Name` in the same file, or `FILE#/Name`. */
export type SchemaBundle = Record<string, RawSchema>;

/** Every kind that has a bundled schema. `dist/schemas/index.json` holds it packed. */
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
  /** The system whose published CRDs decide its shape (`sources/published.ts`). */
  published?: string;
  /** Which source of schemas it comes from; absent: it is bundled. */
  origin?: SchemaOrigin;
  /** Kubernetes itself serves the kind: all that is known of it is known whole. Set by the source, never in a file. */
  isKubernetes?: boolean;
  /** Reference page of the kind. */
  docUrl?: string;
  /** Short names of kubectl, e.g. `pvc`. */
  shortNames?: string[];
  /** The last release of the project that serves this version. */
  until?: string;
  /** Place among the kinds that are offered, from 1. */
  rank?: number;
  /** What is known of the names of its objects. */
  name?: NameFacts;
}

/** The sources of schemas in the order in which they are asked. */
export const sourceIds = ['setting', 'workspace', 'cluster', 'bundled'] as const;
export type SourceId = (typeof sourceIds)[number];

/** Where a schema that is not bundled comes from. */
export interface SchemaOrigin {
  readonly source: SourceId;
  /** Tells the schemas of one kind apart, stable over restarts: `cluster`, `workspace:crds/foo.yaml`. */
  readonly id: string;
  /** For a person: `CRD in crds/foo.yaml`, `cluster minikube`. */
  readonly label: string;
  /** URI of the file, where there is one. */
  readonly file?: string;
}
