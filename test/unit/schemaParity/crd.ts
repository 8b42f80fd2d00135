/** Compares the definition of a kind with the CustomResourceDefinition that the kind's project publishes. */
import type { KindEntry, RawSchema } from '../../../core/schema/schema.ts';
import type { CrdFacts, FactSchema } from '../../../tools/schemas/facts/facts.ts';
import { refTarget } from '../../../tools/schemas/walk.ts';
import type { Bundles } from '../../../tools/schemas/walk.ts';
import type { Difference, DifferenceKind } from './difference.ts';

/** Where a schema stands: `at` is the field's path, from the definition that is referred to last. */
interface Place {
  schema: RawSchema;
  bundle: string;
  at: string;
}

/**
 * Differences of one CRD with our kind, over all served versions. Fields of a definition that is referred to (a pod
 * spec, say) are reported under that definition, once.
 */
export function compareCrd(
  bundles: Bundles,
  kinds: readonly KindEntry[],
  { group, names, scope, versions }: CrdFacts,
): Difference[] {
  const found = new Map<string, Difference>();
  for (const { name: version, schema } of versions.filter(({ served }) => served)) {
    const at = `${group}/${version}/${names.kind}`;
    const entry = kinds.find(
      (each) => each.group === group && each.version === version && each.kind === names.kind,
    );
    const definition = entry && bundles[entry.bundle]?.[entry.definition];
    if (!definition) {
      found.set(at, { kind: 'missing', at });
      continue;
    }
    if (entry.plural !== names.plural) found.set(`plural ${at}`, { kind: 'plural', at });
    if (entry.namespaced !== (scope === 'Namespaced'))
      found.set(`scope ${at}`, { kind: 'scope', at });
    const report = (kind: DifferenceKind, where: string, detail?: string): void => {
      found.set(`${kind} ${where}`, { kind, at: where, ...(detail && { detail }) });
    };
    compare(bundles, { schema: definition, bundle: entry.bundle, at: names.kind }, schema, report);
  }
  return [...found.values()];
}

type Report = (kind: DifferenceKind, at: string, detail?: string) => void;

function compare(bundles: Bundles, place: Place, theirs: FactSchema, report: Report): void {
  const here = resolve(bundles, place);
  const ours = here.schema;
  const ourKind = ourType(ours);
  const theirKind = theirType(theirs);
  // What is made of facts says both.
  const isQuantity = ours['x-kubernetes-int-or-string'] && ours.format === 'quantity';
  if (ourKind !== theirKind && !(isQuantity && theirKind === 'quantity')) {
    report('type', place.at, `we say ${ourKind}, they say ${theirKind}`);
    return;
  }
  compareEnum(place.at, ours, theirs, report);
  if (!here.at.startsWith('io.k8s.')) compareDefault(place.at, ours, theirs, report);
  if (ours.items && theirs.items) {
    compare(bundles, { ...here, schema: ours.items, at: `${here.at}[]` }, theirs.items, report);
  }
  if (
    typeof ours.additionalProperties === 'object' &&
    typeof theirs.additionalProperties === 'object'
  ) {
    const values = { ...here, schema: ours.additionalProperties, at: `${here.at}{}` };
    compare(bundles, values, theirs.additionalProperties, report);
    return;
  }
  // The server itself looks after metadata: CRDs say `type: object` and no more.
  if (!theirs.properties && here.at.endsWith('.ObjectMeta')) return;
  const names = new Set([
    ...Object.keys(ours.properties ?? {}),
    ...Object.entries(theirs.properties ?? {}).flatMap(([name, field]) =>
      field['x-until'] === undefined ? [name] : [],
    ),
  ]);
  for (const name of names) {
    const at = `${here.at}.${name}`;
    const property = ours.properties?.[name];
    const counterpart = theirs.properties?.[name];
    if (!property) report('missing', at);
    else if (!counterpart) report('extra', at);
    else compare(bundles, { ...here, schema: property, at }, counterpart, report);
  }
  const mine = ours.required ?? [];
  // What has a default is filled in before it is asked for.
  const other = (theirs.required ?? []).filter(
    (name) => theirs.properties?.[name]?.default === undefined,
  );
  for (const name of mine) if (!other.includes(name)) report('required', `${here.at}.${name}`);
  for (const name of other) if (!mine.includes(name)) report('optional', `${here.at}.${name}`);
}

function compareEnum(at: string, ours: RawSchema, theirs: FactSchema, report: Report): void {
  const mine = [...(ours.enum ?? [])].map(String).sort().join(', ');
  const other = [...(theirs.enum ?? [])].map(String).sort().join(', ');
  if (mine !== other) report('enum', at, `we allow ${mine || 'all'}, they ${other || 'all'}`);
}

/** What the operator fills in is said too, though no CRD says it. Empty defaults say nothing to a reader. */
function compareDefault(at: string, ours: RawSchema, theirs: FactSchema, report: Report): void {
  const wanted = JSON.stringify(theirs.default);
  if (wanted === undefined || ['{}', '[]', '""'].includes(wanted)) return;
  const mine = JSON.stringify(ours.default) as string | undefined;
  if (mine !== wanted) report('default', at, `we say ${mine ?? 'nothing'}, they say ${wanted}`);
}

/** Follows refs; keywords beside a `$ref` win. A ref to another bundle starts a path of its own. */
function resolve(bundles: Bundles, place: Place): Place {
  if (!place.schema.$ref) return place;
  const { bundle, name } = refTarget(place.schema.$ref, place.bundle);
  const target = bundles[bundle]?.[name];
  if (!target) throw new Error(`${place.at}: ${place.schema.$ref} leads nowhere`);
  const siblings: RawSchema = { ...place.schema };
  delete siblings.$ref;
  const at = bundle.startsWith('io.k8s.') ? `${bundle}.${name}` : place.at;
  return resolve(bundles, { schema: { ...target, ...siblings }, bundle, at });
}

function ourType(schema: RawSchema): string {
  if (schema['x-kubernetes-int-or-string']) return 'int-or-string';
  if (schema.format === 'quantity' || schema.format === 'cpu-quantity') return 'quantity';
  if (schema['x-kubernetes-preserve-unknown-fields'] && !schema.properties) return 'any';
  if (typeof schema.additionalProperties === 'object') return 'map';
  return Array.isArray(schema.type) ? schema.type.join('|') : (schema.type ?? 'any');
}

function theirType(schema: FactSchema): string {
  if (schema['x-kubernetes-int-or-string'])
    return schema.pattern?.includes('[KMGTPE]i') ? 'quantity' : 'int-or-string';
  if (schema['x-kubernetes-preserve-unknown-fields'] && !schema.properties) return 'any';
  if (typeof schema.additionalProperties === 'object') return 'map';
  return schema.type ?? 'any';
}
