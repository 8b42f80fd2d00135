// What must hold for every bundle that is shipped; the build fails with the whole list of what does not.

import { formats } from '../../core/formats/index.ts';
import { compileRe2 } from '../../core/patterns/re2.ts';
import type { KindEntry, RawSchema } from '../../core/schema/schema.ts';
import { refTarget, walkBundles, walkSchema } from './walk.ts';
import type { Bundles } from './walk.ts';

/** Keywords that the product reads (see Schema); any other is a typo. */
const KEYWORDS = new Set(
  (
    '$ref title description type enum default examples properties required additionalProperties items minimum ' +
    'maximum minLength maxLength minItems maxItems pattern deprecated format anyOf oneOf allOf not ' +
    'nullable x-kubernetes-validations x-kubernetes-embedded-resource ' +
    'x-kubernetes-preserve-unknown-fields x-kubernetes-int-or-string x-list-keys x-ref x-key-format x-read-only x-unchecked ' +
    'x-instead x-until x-after x-path x-secret x-doc-url x-empty-is-unset x-asked-later x-replaces x-like x-placeholders x-skeleton x-common ' +
    'x-since x-feature x-former x-config x-yaml-items'
  ).split(' '),
);

/** What `x-ref` may name within the same object. */
const LOCAL = new Set(['volume', 'container']);

/** A definition that is there for itself: a kind, the values of a chart. */
type Root = Pick<KindEntry, 'bundle' | 'definition'> & Partial<Pick<KindEntry, 'group' | 'kind'>>;

/**
 * Problems in reading order, each `where: what`. Empty means the bundles can be shipped. Fields of the bundles named in
 * `unworded` may have no description.
 */
export function problemsOf(
  bundles: Bundles,
  kinds: readonly Root[],
  unworded: ReadonlySet<string> = new Set(),
): string[] {
  const problems: string[] = [];
  const known = new Set(kinds.map(({ group, kind }) => `${group}/${kind}`));
  walkBundles(bundles, (schema, at, bundle) => {
    for (const keyword of Object.keys(schema)) {
      if (!KEYWORDS.has(keyword)) problems.push(`${at}: unknown keyword ${keyword}`);
    }
    for (const format of [schema.format, schema['x-key-format']]) {
      if (format && !formats.has(format)) problems.push(`${at}: unknown format ${format}`);
    }
    const pattern = schema.pattern === undefined ? undefined : compileRe2(schema.pattern);
    if (pattern?.ok === false) problems.push(`${at}: the pattern is none: ${pattern.reason}`);
    if (schema.$ref) {
      const target = refTarget(schema.$ref, bundle);
      if (!bundles[target.bundle]?.[target.name])
        problems.push(`${at}: ${schema.$ref} leads nowhere`);
    }
    const items = schema['x-yaml-items'];
    const ofItems = items === undefined ? undefined : refTarget(items, bundle);
    if (ofItems && !bundles[ofItems.bundle]?.[ofItems.name])
      problems.push(`${at}: x-yaml-items ${items} leads nowhere`);
    const reference = referenceProblem(schema, known);
    if (reference) problems.push(`${at}: ${reference}`);
    problems.push(...propertyProblems(schema, at, unworded.has(bundle)));
  });
  problems.push(...unreachable(bundles, kinds));
  return problems;
}

/** A reference that is misspelt would offer nothing, and nobody would notice. */
function referenceProblem(
  { 'x-ref': reference }: RawSchema,
  known: ReadonlySet<string>,
): string | undefined {
  if (!reference) return undefined;
  const {
    kind,
    group = '',
    local,
    declaredAt,
    unless,
    onlyHere,
    expression,
    refused,
    keys,
    keyFields,
    keysUnless,
    shared,
    address,
    onlyWith,
    ...unknown
  } = reference;
  const [key] = Object.keys(unknown);
  if (key !== undefined)
    return `x-ref has no key ${key}: write kind, group (with keys, keyFields, keysUnless, shared, address, onlyWith), local or declaredAt (with unless, onlyHere, expression, refused)`;
  if (
    kind === undefined &&
    [keys, keyFields, shared, address, onlyWith].some((each) => each !== undefined)
  )
    return 'x-ref has keys, keyFields, shared, address or onlyWith: write kind, too';
  if (keysUnless !== undefined && keys === undefined)
    return 'x-ref has keysUnless: write keys, too';
  if (declaredAt !== undefined)
    return Array.isArray(declaredAt) && declaredAt.length > 0 && kind === undefined
      ? undefined
      : 'x-ref has declaredAt: write a list of paths, and no kind';
  if ([unless, onlyHere, expression, refused].some((each) => each !== undefined))
    return 'x-ref has unless, onlyHere, expression or refused: write declaredAt, too';
  if (local !== undefined)
    return LOCAL.has(local) ? undefined : `x-ref has no local ${local}: write volume or container`;
  return known.has(`${group}/${kind}`)
    ? undefined
    : `x-ref names ${kind} in ${group || 'the core group'}, a kind that we do not have`;
}

function propertyProblems(schema: RawSchema, at: string, mayBeUnworded: boolean): string[] {
  const problems: string[] = [];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (!mayBeUnworded && !property.description?.trim())
      problems.push(`${at}.${name}: no description`);
  }
  for (const name of [...(schema['x-skeleton'] ?? []), ...(schema['x-common'] ?? [])]) {
    if (!schema.additionalProperties && schema.properties && !schema.properties[name])
      problems.push(`${at}: starts with ${name}, which it has not`);
  }
  for (const name of schema.required ?? []) {
    if (schema.properties && !schema.properties[name])
      problems.push(`${at}: requires ${name}, which it has not`);
  }
  if (
    schema.default !== undefined &&
    schema.enum &&
    !schema.enum.includes(schema.default as string)
  ) {
    problems.push(`${at}: the default is not one of the allowed values`);
  }
  return problems;
}

/** Definitions of our own systems that no kind leads to (those of the built-in kinds are dropped by their build). */
function unreachable(bundles: Bundles, kinds: readonly Root[]): string[] {
  const seen = new Set<string>();
  const visit = (bundle: string, name: string): void => {
    const schema = bundles[bundle]?.[name];
    const key = `${bundle}#/${name}`;
    if (!schema || seen.has(key)) return;
    seen.add(key);
    walkSchema(schema, key, (each) => {
      if (!each.$ref) return;
      const target = refTarget(each.$ref, bundle);
      visit(target.bundle, target.name);
    });
  };
  for (const kind of kinds) visit(kind.bundle, kind.definition);
  return Object.entries(bundles)
    .filter(([bundle]) => !bundle.startsWith('io.k8s.'))
    .flatMap(([bundle, definitions]) =>
      Object.keys(definitions).map((name) => `${bundle}#/${name}`),
    )
    .filter((key) => !seen.has(key))
    .map((key) => `${key}: no kind leads to it`);
}
