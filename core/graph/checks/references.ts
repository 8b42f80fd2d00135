/** Names that lead to nothing: objects that no file defines, keys that an object does not have. */
import { RecentMap } from '../../../shared/recentMap.ts';
import { quote, withArticle } from '../../formats/format.ts';
import { nearest } from '../../formats/nearest.ts';
import type { KindName, Reference } from '../facts.ts';
import type { Declared, Graph, KnownObject } from '../graph.ts';
import { isKnownNamespace, isSameNamespace, resolve } from '../resolve.ts';
import { folderOf, siblingsOf } from '../siblings.ts';
import { isClassOfVolumes } from '../storage/around.ts';
import { creationOf } from './creation.ts';
import type { Around, LinkedCheck, LinkedCode, LinkedReporter } from './linked.ts';
import { isAlwaysThere } from './wellKnown.ts';

export const referenceMissing: LinkedCode = {
  code: 'reference-missing',
  severity: 'hint',
  summary:
    'A name stands for an object that no file of the workspace defines; a warning where a neighbour has nearly that name, or the connected cluster has none.',
};

export const referenceElsewhere: LinkedCode = {
  code: 'reference-elsewhere',
  severity: 'warning',
  summary: 'A name stands for an object that is only in another namespace.',
};

export const keyMissing: LinkedCode = {
  code: 'key-missing',
  severity: 'warning',
  summary: 'A ConfigMap or Secret does not have the key that is read from it.',
};

export const references: LinkedCheck = {
  codes: [referenceMissing, referenceElsewhere, keyMissing],
  check(object, around, report) {
    for (const reference of object.facts.references)
      checkReference(object, reference, around, report);
  },
};

function checkReference(
  object: KnownObject,
  reference: Reference,
  around: Around,
  report: LinkedReporter,
): void {
  const isNamespaced = around.isNamespaced(reference);
  if (isNamespaced === undefined || isAlwaysThere(reference)) return;
  const { targets, elsewhere } = resolve(around.graph, object.facts, reference, isNamespaced);
  if (targets.length > 0) checkKeys(reference, likely(targets, object), report);
  else if (!reference.isOptional && around.graph.isWhole && !isOfVolumes(reference, around.graph))
    reportMissing({ object, reference, isNamespaced, elsewhere }, around, report);
}

function isOfVolumes({ kind, name }: Reference, graph: Graph): boolean {
  return kind === 'StorageClass' && isClassOfVolumes(graph, name.text);
}

/** Those that are surely meant: of the same folder, else the only one there is. */
function likely(targets: readonly Declared[], object: KnownObject): readonly Declared[] {
  const beside = targets.filter((each) => isBeside(each, object));
  if (beside.length > 0) return beside;
  return targets.length === 1 ? targets : [];
}

interface Missing {
  readonly object: KnownObject;
  readonly reference: Reference;
  readonly isNamespaced: boolean;
  readonly elsewhere: readonly Declared[];
}

function reportMissing(
  { object, reference, isNamespaced, elsewhere }: Missing,
  around: Around,
  report: LinkedReporter,
): void {
  const { graph, cluster } = around;
  const { kind, name } = reference;
  const written = reference.namespace ?? object.facts.namespace;
  const namespace = isKnownNamespace(written) ? written : undefined;
  const place = isNamespaced ? namespace : undefined;
  const inCluster = cluster?.of(reference, place, graph.isOpen(object.uri))?.has(name.text);
  if (inCluster !== false && hasKeysInCluster({ object, reference }, around, report)) return;
  if (inCluster) return;
  // Who does not say its namespace may get another one than that of the context.
  const isGone = inCluster === false && (!isNamespaced || namespace !== undefined);
  // One of that name far away is another one: folders hold clusters, stages, examples.
  const other = elsewhere.find((each) => isBeside(each, object));
  if (other && reference.namespace === undefined) {
    const message = `${kind} ${quote(name.text)} is in namespace ${quote(other.namespace ?? '')} only: from namespace ${quote(namespace ?? '')} it cannot be used`;
    report(referenceElsewhere, name.range, message, { related: [placeOf(other)] });
    return;
  }
  const siblings = siblingsOf(graph, reference);
  const isFit = ({ namespace: its, by }: Declared): boolean =>
    by.facts !== object.facts && (!isNamespaced || isSameNamespace(its, namespace));
  // Classes and the like come with the cluster: a workspace that defines none says nothing of them.
  const isDefined = (each: Declared): boolean => !each.isMade && isFit(each);
  if (!isGone && !isNamespaced && !toldAlone.has(kind) && !siblings.all.some(isDefined)) return;
  const beside = (siblings.byFolder.get(folderOf(object.uri)) ?? []).filter(isFit);
  const near = meantBy(name.text, beside) ?? meantBy(name.text, siblings.all, isFit);
  const where = isNamespaced && namespace !== undefined ? ` in namespace ${quote(namespace)}` : '';
  const what = `${withArticle(kind)} ${quote(name.text)}${where}`;
  const missing = isGone
    ? `neither a file of this workspace defines nor the cluster of ${cluster?.context ?? ''} has ${what}`
    : `no file of this workspace defines ${what}`;
  // A namespace is often made by whoever applies.
  const isCertain = isGone && kind !== 'Namespace';
  const creation = () => creationOf(object, reference, graph);
  if (near) {
    const guess = near.name;
    report(referenceMissing, name.range, `${missing}: did you mean ${quote(guess)}?`, {
      severity:
        !reference.mayBeAbsent && (isCertain || isBeside(near, object)) ? 'warning' : 'hint',
      related: [placeOf(near)],
      fix: { title: `Change to ${guess}`, range: name.range, newText: guess },
      creation,
    });
    return;
  }
  if (reference.isInText || reference.mayBeMade || reference.mayBeAbsent) return;
  const isExpected = beside.length > 0 && definedBeside.has(kind);
  report(referenceMissing, name.range, `${missing}: it must exist before ${waits(reference)}`, {
    severity: isCertain || isExpected ? 'warning' : 'hint',
    creation,
  });
}

/** The object whose name was most probably meant; among very many nobody looks. */
function meantBy(
  name: string,
  declared: readonly Declared[],
  isFit: (each: Declared) => boolean = () => true,
): Declared | undefined {
  if (declared.length > maxCompared) return undefined;
  const fit = declared.filter(isFit);
  const guess = guessAmong(name, [...new Set(fit.map((each) => each.name))]);
  return guess === undefined ? undefined : fit.find((each) => each.name === guess);
}

/** Shorter names are all alike. */
const leastLetters = 3;

/** Each name that is missing is compared with so many at most. */
const maxCompared = 200;

/** By the names that there are, as one text: they are the same for most references, before and after most edits. */
const guesses = new RecentMap<string, RecentMap<string, string | undefined>>(500);

function guessAmong(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0 || name.length < leastLetters) return undefined;
  const known = guesses.getOrMake(names.join('\n'), () => new RecentMap(1_000));
  return known.getOrMake(name, () => nearest(name, names));
}

function waits({ kind }: KindName): string {
  return kind === 'ServiceAccount' ? 'pods can be made' : 'this works';
}

/** Kinds without namespace that are told even where the workspace defines none: a claim that waits for one waits unseen. */
const toldAlone: ReadonlySet<string> = new Set(['StorageClass', 'PersistentVolume']);

/** Kinds that people keep with those who use them: where the folder has some, it should have all. */
const definedBeside: ReadonlySet<string> = new Set([
  ...['PersistentVolumeClaim', 'PersistentVolume', 'ServiceAccount', 'Role', 'ClusterRole'],
  // Their topics, users and connectors say by a label whose they are.
  ...['Kafka', 'KafkaConnect'],
]);

/** In the same folder, or below the folder of the other one. */
function isBeside({ by }: Declared, { uri }: KnownObject): boolean {
  return folderOf(by.uri) === folderOf(uri);
}

function checkKeys(
  reference: Reference,
  targets: readonly Declared[],
  report: LinkedReporter,
): void {
  if (targets.length === 0) return;
  // Several may be meant, and what a tool makes has keys that nobody wrote down.
  if (targets.some(({ keys }) => keys === undefined)) return;
  const known = new Set(targets.flatMap(({ keys }) => keys ?? []));
  const [target] = targets;
  reportKeys({ reference, known, related: target ? [placeOf(target)] : [] }, report);
}

/**
 * Whether it is known of the connected cluster which keys it has there: those that it has not are told then. Asked for by those
 * alone who read keys of it and say in which namespace.
 */
function hasKeysInCluster(
  { object, reference }: Pick<Missing, 'object' | 'reference'>,
  { graph, clusterKeys }: Around,
  report: LinkedReporter,
): boolean {
  const { group, kind, name, keys, needs, needsOneOf = [] } = reference;
  const namespace = reference.namespace ?? object.facts.namespace;
  const reads = keys.length + needs.length + needsOneOf.length;
  if (!clusterKeys || namespace === undefined || reads === 0) return false;
  const named = { group, kind, name: name.text, namespace };
  const known = clusterKeys.of(named, graph.isOpen(object.uri));
  const of = ` of the cluster of ${clusterKeys.context ?? ''}`;
  if (known) reportKeys({ reference, known, of }, report);
  return known !== undefined;
}

interface KnownKeys {
  readonly reference: Reference;
  readonly known: ReadonlySet<string>;
  /** Where the object is, as it stands behind its name. */
  readonly of?: string;
  readonly related?: readonly ReturnType<typeof placeOf>[];
}

function reportKeys(
  { reference, known, of = '', related = [] }: KnownKeys,
  report: LinkedReporter,
): void {
  if (reference.isOptional) return;
  reportOneOf({ reference, known, of, related }, report);
  const wanted = [
    ...reference.keys,
    ...reference.needs.map((key) => ({ text: key, range: reference.name.range })),
  ];
  for (const key of wanted) {
    if (known.has(key.text)) continue;
    const what = `${reference.kind} ${quote(reference.name.text)}${of} has no key ${quote(key.text)}`;
    const guess = nearest(key.text, [...known]);
    const has = known.size === 0 ? 'it has none' : `it has ${listed([...known])}`;
    report(
      keyMissing,
      key.range,
      `${what}: ${guess === undefined ? has : `did you mean ${quote(guess)}?`}`,
      {
        related,
        ...(guess !== undefined &&
          key.range !== reference.name.range && {
            fix: { title: `Change to ${guess}`, range: key.range, newText: guess },
          }),
      },
    );
  }
}

/** Keys of which one is read, where none of them is there. */
function reportOneOf(
  { reference, known, of = '', related = [] }: KnownKeys,
  report: LinkedReporter,
): void {
  const { kind, name, needsOneOf = [] } = reference;
  const missing = needsOneOf.find((keys) => !keys.some((key) => known.has(key)));
  if (!missing) return;
  const what = `${kind} ${quote(name.text)}${of} has no key ${missing.map(quote).join(' or ')}`;
  const has = known.size === 0 ? 'it has none' : `it has ${listed([...known])}`;
  report(keyMissing, name.range, `${what}: ${has}`, { related });
}

function listed(keys: readonly string[]): string {
  const first = keys.slice(0, 5).map(quote).join(', ');
  return keys.length > 5 ? `${first} and ${keys.length - 5} others` : first;
}

function placeOf({ by, isMade, kind, name }: Declared) {
  return {
    object: by,
    range: by.facts.name.range,
    message: isMade
      ? `${by.facts.kind} ${by.facts.name.text} makes the ${kind} ${name}`
      : `${kind} ${name}`,
  };
}
