// What the project of a system publishes, as facts: names, types, enums, required fields, defaults and limits, without a
// word of prose. importFacts.ts writes schemas/<system>/facts.json; tests hold our schemas against it. Not shipped.

import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expandShapes, type Shapes } from './shapes.ts';

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

/** A file of facts: what several places of its CRDs have stands in `shapes`, once. */
export interface FactsFile extends Facts {
  readonly shapes?: Shapes;
}

export const factsFileName = 'facts.json';

/** The facts of every system that has some, by system; no shapes to follow any more. */
export function allFacts(schemasFolder: string): Map<string, Facts> {
  const files = globSync(`*/${factsFileName}`, { cwd: schemasFolder }).sort();
  const systems = files.map((file) => path.dirname(file));
  return new Map(systems.map((system) => [system, factsOf(path.join(schemasFolder, system))]));
}

/** The facts in the folder of a system; none where it has no file of them. */
export function factsOf(systemFolder: string): Facts {
  const file = path.join(systemFolder, factsFileName);
  if (!existsSync(file)) return {};
  const { shapes = {}, ...facts } = JSON.parse(readFileSync(file, 'utf8')) as FactsFile;
  return facts.crds ? { ...facts, crds: expandShapes(facts.crds, shapes) } : facts;
}
