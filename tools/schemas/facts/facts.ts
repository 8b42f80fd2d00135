// What the project of a system publishes, as facts: names, types, enums, required fields, defaults and limits, without a
// word of prose. importFacts.ts writes schemas/<system>/facts.json; tests hold our schemas against it. Of what is shipped only the CRDs are made of it (publishedShapes.ts).

/** The facts of one system. What a system does not publish is absent. */
export interface Facts {
  readonly crds?: readonly CrdFacts[];
  /** Definitions of an OpenAPI document or a JSON Schema by name. */
  readonly definitions?: Readonly<Record<string, FactSchema>>;
  /** Kinds that an API server has by itself, as `group/version/kind`. */
  readonly served?: Readonly<Record<string, ServedKind>>;
  /** By the name of the folder in `charts/`. */
  readonly charts?: Readonly<Record<string, ChartFacts>>;
}

/** A CustomResourceDefinition: its `spec` in the form `v1`. */
export interface CrdFacts {
  readonly group: string;
  readonly scope: string;
  readonly names: {
    readonly kind: string;
    readonly plural: string;
    readonly [name: string]: unknown;
  };
  readonly versions: readonly CrdVersion[];
}

export interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly deprecated?: boolean;
  /** The last release that served it, where newer ones do no more. */
  readonly until?: string;
  /** The server keeps fields that the schema does not name, as CRDs of the old form ask for. */
  readonly keepsUnknown?: boolean;
  readonly subresources?: object;
  readonly schema: FactSchema;
}

/** A schema in the words of Kubernetes. */
export interface FactSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, FactSchema>>;
  readonly items?: FactSchema;
  readonly additionalProperties?: FactSchema | boolean;
  /** The last release that had the field, where newer ones of the same version do no more. */
  readonly 'x-until'?: string;
  /** The newest release known that served the same version without the field. */
  readonly 'x-after'?: string;
  /** Words of the documentation that may be values, where the field has no `enum`; blanks between. */
  readonly mentioned?: string;
  readonly [keyword: string]: unknown;
}

export interface ServedKind {
  readonly plural: string;
  readonly namespaced: boolean;
}

export interface ChartFacts {
  readonly name: string;
  readonly version: string;
  /** The defaults, long texts cut. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Schemas by name; each may refer to others. */
export type Shapes = Readonly<Record<string, FactSchema>>;

/** A file of facts: what several places of its CRDs have stands in `shapes`, once. */
export interface FactsFile extends Facts {
  readonly shapes?: Shapes;
}
