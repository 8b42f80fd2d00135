// Bundles of the kinds and versions that `kinds` of system.yaml does not list: from the facts of their CRDs. Names, types
// and limits are those of the facts; words are those of schemas/<system>/descriptions.yaml and, for a further version of
// a described kind, those of that one. What nobody has described has none: hover makes a label of its name.

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { KindEntry, SchemaBundle } from '../../core/schema/schema.ts';
import { completeFromFacts } from './completeFromFacts.ts';
import { coreTypes, type CoreTypes } from './coreTypes.ts';
import { describe } from './descriptionsFile.ts';
import { FactsReader, type DescribedKind } from './factsReader.ts';
import type { CrdFacts, CrdVersion, FactSchema, FactsFile, Shapes } from './facts/facts.ts';
import { union } from './facts/mergeReleases.ts';
import { expandSchema } from './facts/shapes.ts';
import { factsFileOf } from './facts/readFacts.ts';
import { readSystem, type OwnSystem } from './system.ts';
import { finishKind } from './typeMeta.ts';
import type { Bundles } from './walk.ts';

interface Described {
  readonly bundles: Bundles;
  readonly kinds: readonly KindEntry[];
}

/** Generated versions of a system that has described ones are read only by who needs them. */
export const generatedBundle = (system: string, hasOwn: boolean): string =>
  hasOwn ? `${system}.versions` : system;

/** Throws with what is wrong in a file of descriptions. */
export function factsBundles(
  schemasDir: string,
  described: Described,
): { bundles: Bundles; kinds: KindEntry[] } {
  const bundles: Bundles = {};
  const kinds: KindEntry[] = [];
  const core = coreTypes(described.bundles);
  for (const id of readdirSync(schemasDir).sort()) {
    const folder = path.join(schemasDir, id);
    if (!existsSync(path.join(folder, 'system.yaml'))) continue;
    const system = readSystem<OwnSystem>(folder, []);
    const facts = factsFileOf(folder);
    if (!facts.crds) continue;
    const own = described.kinds.filter(({ source }) => source === system.title);
    completeFromFacts(schemasDir, system, own, described.bundles, core);
    const made = systemBundle(system, facts, { bundles: described.bundles, kinds: own }, core);
    const [first] = made.entries;
    if (first) bundles[first.bundle] = made.bundle;
    kinds.push(...made.entries);
    describe(
      { ...described.bundles, ...bundles },
      [...own, ...made.entries],
      path.join(folder, 'descriptions.yaml'),
    );
  }
  for (const entry of kinds) finishKind(bundles, entry);
  return { bundles, kinds };
}

interface Made {
  readonly bundle: SchemaBundle;
  readonly entries: KindEntry[];
}

function systemBundle(
  system: OwnSystem,
  { crds = [], shapes = {} }: FactsFile,
  { bundles, kinds: own }: Described,
  core: CoreTypes,
): Made {
  const missing = crds.flatMap((crd) =>
    crd.versions
      .filter((version) => isKind(version) && !own.some(isVersion(crd, version.name)))
      .map((version) => ({ crd, version })),
  );
  const bundle = generatedBundle(system.id, own.length > 0);
  const reader = new FactsReader({ shapes, core, bundles });
  const entries = missing.map(({ crd, version }): KindEntry => {
    const definition = reader.kindName(crd, version);
    const known = described(crd, own, bundles);
    const isCompleted = system.completed?.includes(crd.names.kind) === true;
    reader.addKind(definition, withNewerFields(version, known, shapes), { known, isCompleted });
    return entryOf(system, crd, version, { bundle, definition, page: known?.entry.docUrl });
  });
  return { bundle: reader.definitions, entries };
}

/** A version that is served no more is a kind, too, where the CRD still says which fields it had: older clusters serve it. */
const isKind = ({ served, schema }: CrdVersion): boolean =>
  served || schema.properties !== undefined;

const isVersion =
  ({ group, names }: CrdFacts, name: string) =>
  (entry: KindEntry): boolean =>
    entry.group === group && entry.kind === names.kind && entry.version === name;

function described(
  crd: CrdFacts,
  own: readonly KindEntry[],
  bundles: Bundles,
): DescribedKind | undefined {
  for (const entry of own) {
    const facts = crd.versions.find(({ name }) => isVersion(crd, name)(entry))?.schema;
    const schema = bundles[entry.bundle]?.[entry.definition];
    if (facts && schema) return { entry, facts, schema };
  }
  return undefined;
}

/** The old form of CRDs names few fields and keeps all; most are those of the described version. */
function withNewerFields(
  version: CrdVersion,
  known: DescribedKind | undefined,
  shapes: Shapes,
): CrdVersion {
  if (!version.keepsUnknown || !known) return version;
  const expand = (schema: FactSchema): FactSchema => expandSchema(schema, shapes);
  return { ...version, schema: union(expand(version.schema), expand(known.facts)) };
}

/** Of a version that the oldest release that we know does not serve. */
const unknownRelease = 'an earlier release';

function entryOf(
  system: OwnSystem,
  { group, names, scope }: CrdFacts,
  { name, served, until = served ? undefined : unknownRelease }: CrdVersion,
  {
    bundle,
    definition,
    page = system.docUrl,
  }: { bundle: string; definition: string; page?: string | undefined },
): KindEntry {
  const { shortNames } = names as { shortNames?: string[] };
  return {
    ...{ group, version: name, kind: names.kind, plural: names.plural },
    ...{ namespaced: scope === 'Namespaced', bundle, definition },
    ...{ source: system.title, sourceVersion: system.version },
    ...(page !== undefined && { docUrl: page }),
    ...(shortNames?.length && { shortNames }),
    ...(until !== undefined && { until }),
  };
}
