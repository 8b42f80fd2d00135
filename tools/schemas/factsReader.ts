// Facts of CRDs as schemas of ours: what the facts have once, as a shape, is a definition; a part that is a type of
// Kubernetes refers to that; what a described version has in the very same words is that one's.

import { convertSchema, type ConvertOptions } from '../../core/schema/convert/convertSchema.ts';
import type { KindEntry, RawSchema, SchemaBundle } from '../../core/schema/schema.ts';
import type { CoreTypes } from './coreTypes.ts';
import type { CrdSchema } from './crdSchema.ts';
import type { CrdFacts, CrdVersion, FactSchema, Shapes } from './facts/facts.ts';
import { pascal } from './pascal.ts';
import { singular } from './singular.ts';
import { refTarget, walkSchema, type Bundles } from './walk.ts';

/** A version of the kind that has words: its facts and its schema. */
export interface DescribedKind {
  readonly entry: KindEntry;
  readonly facts: FactSchema;
  readonly schema: RawSchema;
}

/** A part of a described version, beside which a part of another one is read. */
interface Model {
  readonly facts: FactSchema;
  readonly schema: RawSchema;
  readonly bundle: string;
}

export class FactsReader {
  readonly definitions: SchemaBundle = {};
  readonly #shapes: Shapes;
  readonly #core: CoreTypes;
  readonly #bundles: Bundles;
  /** Definitions of shapes, and of shapes beside the model that they were read with. */
  readonly #names = new Map<string, string>();
  /** Of the kind that is being read. */
  #options = options;
  #isCompleted = false;

  constructor({ shapes, core, bundles }: { shapes: Shapes; core: CoreTypes; bundles: Bundles }) {
    this.#shapes = shapes;
    this.#core = core;
    this.#bundles = bundles;
  }

  /** A free name for the definition of a kind in a version. */
  kindName({ group, names, versions }: CrdFacts, { name }: CrdVersion): string {
    const [newest] = versions.filter(({ served }) => served);
    const plain = `${names.kind}${newest?.name === name ? '' : pascal(name)}`;
    return this.#free(Object.hasOwn(this.definitions, plain) ? `${pascal(group)}${plain}` : plain);
  }

  addKind(
    definition: string,
    { schema: facts, keepsUnknown }: Pick<CrdVersion, 'schema' | 'keepsUnknown'>,
    { known, isCompleted }: { known: DescribedKind | undefined; isCompleted: boolean },
  ): void {
    this.definitions[definition] = {};
    this.#options = keepsUnknown ? keeping : options;
    this.#isCompleted = isCompleted;
    const { apiVersion: _a, kind: _k, metadata: _m, ...properties } = facts.properties ?? {};
    const model = known && { ...known, bundle: known.entry.bundle };
    const root = this.#level({ ...facts, properties }, '', model);
    const words = known && annotations(known.schema);
    this.definitions[definition] = { ...words, ...root };
  }

  /** A part that stands for itself: a field of this name. */
  part(name: string, facts: FactSchema): RawSchema {
    return this.#read(facts, name, undefined);
  }

  #read(facts: FactSchema, name: string, model: Model | undefined): RawSchema {
    if (model && JSON.stringify(facts) === JSON.stringify(model.facts))
      return rebased(model.schema, model.bundle);
    const here = this.#shape(facts);
    const beside = model && this.#resolved(model);
    const core = this.#coreOf(here, name);
    if (core !== undefined) return { $ref: core, ...(beside && annotations(beside.schema)) };
    if (facts.$ref === undefined) return this.#level(here, name, beside);
    return {
      $ref: `#/${this.#definition(facts.$ref, here, beside)}`,
      ...(beside && annotations(beside.schema)),
    };
  }

  /** The definition of a shape. The name is taken before what is within it is read, which may ask for it. */
  #definition(shape: string, facts: FactSchema, model: Model | undefined): string {
    const how = `${this.#isCompleted} ${this.#options.unnamedFields}`;
    const key = `${shape} ${how} ${model ? JSON.stringify(model.facts) : ''}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = this.#free(pascal(shape));
    this.#names.set(key, name);
    this.definitions[name] = {};
    this.definitions[name] = this.#level(facts, shape, model);
    return name;
  }

  /** One level and what is below it. */
  #level(facts: FactSchema, name: string, model: Model | undefined): RawSchema {
    const { properties, items, additionalProperties: values, ...rest } = facts;
    const isOpen = rest['x-kubernetes-preserve-unknown-fields'] === true;
    const bare = convertSchema(
      {
        ...rest,
        ...(properties && { properties: this.#namesOnly(properties) }),
        ...(typeof values === 'boolean' && { additionalProperties: values }),
      },
      this.#options,
    );
    const own = JSON.parse(JSON.stringify(bare)) as RawSchema;
    walkSchema(own, '', (each) => {
      delete each['x-enforced'];
      delete each['x-kubernetes-validations'];
    });
    const words = model && annotations(model.schema);
    const schema: RawSchema = { ...words, ...own };
    if (properties)
      schema.properties = {
        ...own.properties,
        ...Object.fromEntries(
          Object.entries(properties).map(([field, each]) => [
            field,
            this.#read(each, field, fieldOf(model, field)),
          ]),
        ),
      };
    if (items) schema.items = this.#read(items, singular(name), within(model, 'items'));
    if (typeof values === 'object' && !isOpen)
      schema.additionalProperties = this.#read(
        values,
        singular(name),
        within(model, 'additionalProperties'),
      );
    return schema;
  }

  /** The type of Kubernetes that the part is a copy of. */
  #coreOf(facts: FactSchema, name: string): string | undefined {
    if (!facts.properties || this.#isCompleted) return undefined;
    const fields = Object.entries(facts.properties);
    const flat = {
      ...facts,
      properties: Object.fromEntries(fields.map(([field, each]) => [field, this.#shape(each)])),
    };
    return this.#core.findSafe(
      name,
      flat as CrdSchema,
      (source) => this.#shape(source as FactSchema) as CrdSchema,
    );
  }

  /** For what asks which fields there are, and which have a default. */
  #namesOnly(properties: Readonly<Record<string, FactSchema>>): Record<string, FactSchema> {
    return Object.fromEntries(
      Object.entries(properties).map(([name, field]) => {
        const { default: value } = this.#shape(field);
        return [name, value === undefined ? {} : { default: value }];
      }),
    );
  }

  #shape(facts: FactSchema): FactSchema {
    if (facts.$ref === undefined) return facts;
    const shape = this.#shapes[facts.$ref];
    if (!shape) throw new Error(`There is no shape ${facts.$ref}`);
    return shape;
  }

  #resolved({ facts, schema, bundle }: Model): Model {
    let here = schema;
    let home = bundle;
    while (here.$ref !== undefined) {
      const { $ref, ...beside } = here;
      const target = refTarget($ref, home);
      home = target.bundle;
      here = { ...this.#bundles[target.bundle]?.[target.name], ...beside };
    }
    return { facts: this.#shape(facts), schema: here, bundle: home };
  }

  #free(wanted: string): string {
    if (!Object.hasOwn(this.definitions, wanted)) return wanted;
    for (let n = 2; ; n++)
      if (!Object.hasOwn(this.definitions, `${wanted}${n}`)) return `${wanted}${n}`;
  }
}

const options: ConvertOptions = {
  unnamedFields: 'closed',
  bareObject: 'closed',
  isEnforced: true,
  ref: () => undefined,
};

/** The old form of CRDs, which may not name all fields. */
const keeping: ConvertOptions = { ...options, unnamedFields: 'kept', bareObject: 'open' };

function fieldOf(model: Model | undefined, name: string): Model | undefined {
  const facts = own(model?.facts.properties, name);
  const schema = own(model?.schema.properties, name);
  return model && facts && schema && { facts, schema, bundle: model.bundle };
}

function within(
  model: Model | undefined,
  part: 'items' | 'additionalProperties',
): Model | undefined {
  const facts = model?.facts[part];
  const schema = model?.schema[part];
  if (!model || typeof facts !== 'object' || typeof schema !== 'object') return undefined;
  return { facts, schema, bundle: model.bundle };
}

const own = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record && Object.hasOwn(record, name) ? record[name] : undefined;

/** Words and annotations of ours: they hold for the same field of another version too. */
function annotations(schema: RawSchema): RawSchema {
  const kept = Object.entries(schema).filter(
    ([key]) =>
      key === 'description' ||
      ['x-ref', 'x-key-format', 'x-read-only', 'x-secret', 'x-doc-url'].includes(key),
  );
  return Object.fromEntries(kept);
}

/** A copy whose references can be followed from any bundle. */
function rebased(schema: RawSchema, bundle: string): RawSchema {
  const copy = JSON.parse(JSON.stringify(schema)) as RawSchema;
  walkSchema(copy, '', (each) => {
    if (each.$ref?.startsWith('#/')) each.$ref = `${bundle}${each.$ref}`;
  });
  return copy;
}
