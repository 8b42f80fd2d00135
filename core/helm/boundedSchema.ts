/**
 * A chart's JSON Schema made ready for a library: copied as far as it has limits that a person keeps to, every part counted,
 * references only within the file. What is beyond is left open, and whoever wants to say so is told why.
 */
import { isRecord, type Fields } from '../../shared/json.ts';
import { own } from '../../shared/own.ts';
import { percentDecoded } from '../../shared/uri.ts';
import { compileRe2 } from '../patterns/re2.ts';

export type Dialect = 'upTo7' | '2019' | '2020';

export interface BoundedSchema {
  readonly schema: Fields;
  readonly dialect: Dialect;
  /** Addresses of references that lead out of the file. */
  readonly outside: readonly string[];
}

const maxParts = 20_000;
const maxDepth = 100;
/** What a part costs whoever runs it is counted by this keyword. */
export const stepKeyword = 'x-step';

/** Undefined for a schema beyond the limits, or one that names its parts by addresses. */
export function boundedSchema(json: Fields): BoundedSchema | undefined {
  const dialect = dialectOf(json.$schema);
  const copy = new Copier(json, dialect);
  try {
    return copy.run();
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
}

class TooMuch extends Error {}

function dialectOf($schema: unknown): Dialect {
  const year =
    typeof $schema === 'string' ? /draft\/(20\d\d)-\d\d\//.exec($schema)?.[1] : undefined;
  if (year === undefined) return 'upTo7';
  return year === '2019' ? '2019' : '2020';
}

const single = new Set([
  ...['additionalProperties', 'items', 'additionalItems', 'contains', 'not', 'if', 'then', 'else'],
  ...['propertyNames'],
]);
const named = new Set(['properties', 'patternProperties']);
const lists = new Set(['allOf', 'anyOf', 'oneOf', 'items']);
const plain = new Set([
  ...['type', 'enum', 'const', 'minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength'],
  ...['pattern', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'required'],
  ...['exclusiveMinimum', 'exclusiveMaximum'],
]);
/** Keywords that only newer dialects have. Where a schema names none, only what older ones say as well is judged. */
const newer = {
  single: new Set(['unevaluatedProperties', 'unevaluatedItems']),
  named: new Set(['dependentSchemas']),
  lists: new Set(['prefixItems']),
  plain: new Set(['dependentRequired', 'minContains', 'maxContains']),
};
const notInDraft4 = new Set(['const', 'contains', 'propertyNames', 'if', 'then', 'else']);
/** With these a reference may mean another part than its text says. */
const renaming = ['$id', 'id', '$anchor', '$dynamicAnchor', '$dynamicRef', '$recursiveRef'];

class Copier {
  readonly #root: Fields;
  readonly #dialect: Dialect;
  readonly #isDraft4: boolean;
  readonly #names = new Map<Fields, string>();
  readonly #waiting: Fields[] = [];
  readonly #outside = new Set<string>();
  #parts = 0;

  constructor(root: Fields, dialect: Dialect) {
    this.#root = root;
    this.#dialect = dialect;
    this.#isDraft4 = /draft-0?4/.test(String(root.$schema));
  }

  run(): BoundedSchema {
    const $ref = this.#nameOf(this.#root);
    const $defs: Record<string, unknown> = {};
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop())
      $defs[this.#names.get(next) ?? ''] = this.#copy(next, 0);
    return { schema: { $ref, $defs }, dialect: this.#dialect, outside: [...this.#outside] };
  }

  #nameOf(json: Fields): string {
    const known = this.#names.get(json);
    const name = known ?? `r${this.#names.size}`;
    if (known === undefined) {
      this.#names.set(json, name);
      this.#waiting.push(json);
    }
    return `#/$defs/${name}`;
  }

  #copy(json: unknown, depth: number): unknown {
    if (typeof json === 'boolean') return json;
    if (!isRecord(json)) return {};
    if (++this.#parts > maxParts || depth > maxDepth) throw new TooMuch();
    if (json !== this.#root && renaming.some((key) => json[key] !== undefined)) throw new TooMuch();
    const copied: Record<string, unknown> = { [stepKeyword]: 1 };
    if (typeof json.$ref === 'string') {
      const target = this.#target(json.$ref);
      // A type from elsewhere says more than is known here, and what stands beside it may mean it.
      if (!target) return {};
      copied.$ref = this.#nameOf(target);
      // Older dialects do not read what stands beside a reference, and nor does older Helm where none is named.
      if (this.#dialect === 'upTo7') return copied;
    }
    for (const [key, value] of Object.entries(json)) this.#keyword(copied, key, value, depth + 1);
    oldLimits(copied);
    return copied;
  }

  #keyword(copied: Record<string, unknown>, key: string, value: unknown, depth: number): void {
    if (this.#isDraft4 && notInDraft4.has(key)) return;
    if (key === 'pattern' || key === 'patternProperties') onlyRe2(value);
    const isNewer = this.#dialect !== 'upTo7';
    const isIn = (kind: keyof typeof newer, older: ReadonlySet<string>): boolean =>
      older.has(key) || (isNewer && newer[kind].has(key));
    if (Array.isArray(value) && isIn('lists', lists)) {
      const isTuple = key === 'items' && this.#dialect === '2020';
      if (!isTuple && value.length > 0) copied[key] = value.map((part) => this.#copy(part, depth));
    } else if (isIn('single', single)) {
      if (isRecord(value) || typeof value === 'boolean') copied[key] = this.#copy(value, depth);
    } else if (isIn('named', named)) {
      if (isRecord(value))
        copied[key] = Object.fromEntries(
          Object.entries(value).map(([name, part]) => [name, this.#copy(part, depth)]),
        );
    } else if (key === 'dependencies' || isIn('plain', plain)) {
      // Of dependencies only the short form: names of keys.
      copied[key === 'dependencies' ? 'dependentRequired' : key] =
        key === 'dependencies' ? listsOnly(value) : value;
    }
  }

  #target($ref: string): Fields | undefined {
    if ($ref === '#') return this.#root;
    if (!$ref.startsWith('#/')) {
      this.#outside.add($ref);
      return undefined;
    }
    let found: unknown = this.#root;
    for (const step of $ref.slice(2).split('/')) {
      const unescaped = (percentDecoded(step) ?? step).replaceAll('~1', '/').replaceAll('~0', '~');
      found =
        typeof found === 'object' && found !== null ? own(found as Fields, unescaped) : undefined;
    }
    return isRecord(found) ? found : undefined;
  }
}

/** A pattern that RE2 does not take may be meant to match anything, and stands below `not` as well. */
function onlyRe2(value: unknown): void {
  const patterns = isRecord(value) ? Object.keys(value) : typeof value === 'string' ? [value] : [];
  if (!patterns.every((pattern) => compileRe2(pattern).ok)) throw new TooMuch();
}

function listsOnly(value: unknown): Fields {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, names]) => Array.isArray(names)));
}

/** In draft 4 a boolean says that a limit is left out itself. */
function oldLimits(schema: Record<string, unknown>): void {
  const { exclusiveMinimum, exclusiveMaximum, minimum, maximum } = schema;
  if (typeof exclusiveMinimum === 'boolean') {
    delete schema.exclusiveMinimum;
    if (exclusiveMinimum && minimum !== undefined) schema.exclusiveMinimum = minimum;
  }
  if (typeof exclusiveMaximum === 'boolean') {
    delete schema.exclusiveMaximum;
    if (exclusiveMaximum && maximum !== undefined) schema.exclusiveMaximum = maximum;
  }
}
