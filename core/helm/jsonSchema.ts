/**
 * The JSON Schema that a chart ships (draft 4 to 2020-12) in the words of our own schemas. What our walk cannot check
 * (conditions, choices between objects) is left open: silent rather than wrong.
 */
import { own } from '../../shared/own.ts';
import { percentDecoded } from '../../shared/uri.ts';
import { withLazyParts } from '../schema/lazily.ts';
import type { TypeSchema } from '../schema/schema.ts';
import { isRecord } from '../../shared/json.ts';
import { levelOf, type Json, type Level, type References } from './schemaLevel.ts';

export interface ConvertedSchema {
  readonly scheme: string;
  readonly root: TypeSchema;
  /** As it is written. */
  readonly text: string;
  readonly json: Json;
  /** The schema behind a reference that the conversion wrote; undefined for others. */
  follow(ref: string): TypeSchema | undefined;
}

/** `scheme` is what its references begin with, one for each chart. Undefined for a text that is no JSON object. */
export function convertJsonSchema(text: string, scheme: string): ConvertedSchema | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined; // half written
  }
  return isRecord(parsed) ? new Converter(parsed, { text, scheme }) : undefined;
}

/** Converts a value's schema when somebody looks at it, and each part of the document once. */
class Converter implements ConvertedSchema, References {
  readonly scheme: string;
  readonly hasPropertyNames: boolean;
  readonly text: string;
  readonly json: Json;
  readonly #made = new Map<Json, TypeSchema>();

  constructor(json: Json, { text, scheme }: { readonly text: string; readonly scheme: string }) {
    this.json = json;
    this.text = text;
    this.scheme = scheme;
    this.hasPropertyNames = !/draft-0?4/.test(String(json.$schema));
  }

  get root(): TypeSchema {
    return this.#schema(this.json);
  }

  follow(ref: string): TypeSchema | undefined {
    if (!ref.startsWith(`${this.scheme}#`)) return undefined;
    return this.#schema(this.#at(ref.slice(this.scheme.length + 1)));
  }

  target({ $ref }: Json): Json | undefined {
    if (typeof $ref !== 'string' || !$ref.startsWith('#')) return undefined;
    const found = this.#at($ref.slice(1));
    return isRecord(found) ? found : {};
  }

  /** A local reference under our own name; a copy of a type of Kubernetes is the type itself; others lead nowhere. */
  written($ref: string): string {
    const core = coreType($ref);
    if (core) return core;
    return $ref.startsWith('#') ? `${this.scheme}${$ref}` : `${this.scheme}#/nowhere`;
  }

  #schema(json: unknown): TypeSchema {
    if (!isRecord(json)) return {};
    const known = this.#made.get(json);
    if (known) return known;
    const made = this.#ofLevel(levelOf(json, this));
    this.#made.set(json, made);
    return made;
  }

  #ofLevel({ own, fields, required, values, items, patterned, others }: Level): TypeSchema {
    const schema: TypeSchema = {
      ...own,
      ...(required.size > 0 && { required: [...new Set([...required].flat())] }),
      ...(values && { enum: [...new Set([...values].flat())] }),
      ...(typeof others === 'boolean' && { additionalProperties: others }),
    };
    return withLazyParts(schema, {
      properties: fields.size > 0 ? () => this.#properties(fields) : undefined,
      items: items && (() => this.#schema(items)),
      patternProperties: patterned.size > 0 ? () => this.#patterned(patterned) : undefined,
      additionalProperties: isRecord(others) ? () => this.#schema(others) : undefined,
    });
  }

  #properties(fields: Level['fields']): Record<string, TypeSchema> {
    const found = new Map<string, TypeSchema>();
    for (const [named, how] of fields) {
      for (const [name, json] of Object.entries(named)) {
        if (found.has(name)) continue;
        const schema = this.#schema(json);
        const { description = '' } = schema;
        found.set(name, how === 'offered' ? { description } : schema);
      }
    }
    return Object.fromEntries(found);
  }

  #patterned(patterned: Level['patterned']): Record<string, TypeSchema> {
    return Object.fromEntries([...patterned].map(([key, json]) => [key, this.#schema(json)]));
  }

  #at(pointer: string): unknown {
    let found: unknown = this.json;
    for (const step of pointer.split('/').filter((part) => part !== '')) {
      const unescaped = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const name = percentDecoded(unescaped) ?? unescaped;
      found = typeof found === 'object' && found !== null ? own(found as Json, name) : undefined;
    }
    return found;
  }
}

function coreType($ref: string): string | undefined {
  const core = /\/(io\.k8s\.(?:api|apimachinery)\.[\w.-]+)\.(\w+)$/.exec($ref);
  return core ? `${core[1]}#/${core[2]}` : undefined;
}
