/** What a name in a manifest stands for: the object that it declares, an object that it refers to, or a key or a part of one. */
import { canonicalUri } from '../../../shared/uri.ts';
import type { Named, NamedPart, ObjectFacts, Reference } from '../../graph/facts.ts';
import { rangeInFile, type Declared, type KnownObject } from '../../graph/graph.ts';
import { hostKind } from '../../graph/parts.ts';
import { referencesTo, resolve } from '../../graph/resolve.ts';
import type { Position, Range } from '../../model/manifestDocument.ts';
import type { ManifestFile } from '../../model/manifestFile.ts';
import { finish } from '../../pacing/work.ts';
import type { Session } from '../../session.ts';
import { documentFacts } from '../documentFacts.ts';
import { holdsObjects, noteObjects, readObjects } from '../heldObjects.ts';

/** A name at a place of a file. */
export interface SymbolAt {
  /** Of the word, in the lines of the file. */
  readonly range: Range;
  /** Objects that it stands for. */
  readonly targets: readonly Declared[];
  /** The key of the ConfigMap or Secret that it stands for. */
  readonly key?: string;
  /** The part of the object that it stands for. */
  readonly part?: PartName;
}

/** A part of objects: the field by which others name one, and the name. */
export interface PartName {
  readonly field: string;
  readonly text: string;
}

/** A place where a name is written. */
export interface Occurrence {
  readonly uri: string;
  readonly range: Range;
  readonly isDeclaration: boolean;
}

/** The name at a place; undefined where there is none, or it stands for nothing that is known. */
export function symbolAt(
  session: Session,
  file: ManifestFile,
  place: Position,
): SymbolAt | undefined {
  readObjects(session, file);
  const { document } = file.locate(place);
  if (!holdsObjects(session, file, document)) return undefined;
  const placed = finish(documentFacts(session, file, document));
  const own = document.fromFilePosition(place);
  for (const facts of placed.facts) {
    const found = inObject(session, { uri: canonicalUri(file.uri), facts, placed }, own);
    if (found) return { ...found, range: document.toFile(found.range) };
  }
  return undefined;
}

function inObject(session: Session, object: KnownObject, place: Position): SymbolAt | undefined {
  const { name, keys = [], references } = object.facts;
  const self = (): Declared[] => [
    ...session.graph.named(object.facts, name.text).filter(({ by }) => by.facts === object.facts),
  ];
  if (name.text !== '' && holds(name, place)) return { range: name.range, targets: self() };
  const key = keys.find((each) => holds(each, place));
  if (key) return { range: key.range, targets: self(), key: key.text };
  const part = partsOf(object.facts).find((each) => holds(each, place));
  if (part) return { range: part.range, targets: declaredBy(session, object.facts), part };
  for (const reference of references) {
    const found = inReference(session, object.facts, reference, place);
    if (found) return found;
  }
  return undefined;
}

/** All parts of an object that others may name. */
function partsOf({ parts = {} }: ObjectFacts): NamedPart[] {
  return Object.entries(parts).flatMap(([field, names]) =>
    names.map((name) => ({ ...name, field })),
  );
}

/** What others may know the object by: itself, and what is made from it. */
function declaredBy({ graph }: Session, facts: ObjectFacts): Declared[] {
  const { name, makes } = facts;
  return [graph.named(facts, name.text), ...makes.map((made) => graph.named(made, made.name))]
    .flat()
    .filter(({ by, isMade, kind }) => by.facts === facts && (!isMade || kind === hostKind.kind));
}

function hasPart({ by }: Declared, { field, text }: PartName): boolean {
  return by.facts.parts?.[field]?.some((each) => each.text === text) === true;
}

function inReference(
  { graph, store }: Session,
  from: ObjectFacts,
  reference: Reference,
  place: Position,
): SymbolAt | undefined {
  const isName = holds(reference.name, place);
  const key = reference.keys.find((each) => holds(each, place));
  const part = reference.parts?.find((each) => holds(each, place));
  if (!isName && !key && !part) return undefined;
  const isNamespaced = store.isNamespaced(reference) ?? true;
  const { targets, elsewhere } = resolve(graph, from, reference, isNamespaced);
  if (part)
    return { range: part.range, targets: targets.filter((each) => hasPart(each, part)), part };
  const found = targets.length > 0 ? targets : elsewhere;
  return key
    ? { range: key.range, targets: found, key: key.text }
    : { range: reference.name.range, targets: found };
}

function holds({ range: { start, end } }: Named, { line, character }: Position): boolean {
  const isAfter = line > start.line || (line === start.line && character >= start.character);
  return isAfter && (line < end.line || (line === end.line && character <= end.character));
}

/** Where the names of the targets are written: where they are declared, and where others refer to them. */
export function occurrencesOf(session: Session, { targets, key, part }: SymbolAt): Occurrence[] {
  const found = new Map<string, Occurrence>();
  const add = (object: KnownObject, { range }: Named, isDeclaration: boolean): void => {
    const placed = rangeInFile(object.placed, range);
    const { line, character } = placed.start;
    found.set(`${object.uri} ${line} ${character}`, {
      uri: session.spellingOf(object.uri),
      range: placed,
      isDeclaration,
    });
  };
  for (const { by, isMade, ...declared } of targets) {
    if (part) {
      for (const each of partsOf(by.facts)) if (isSamePart(each, part)) add(by, each, true);
      for (const { from, reference } of referencesTo(session.graph, declared))
        for (const each of reference.parts ?? [])
          if (isSamePart(each, part)) add(from, each, false);
      continue;
    }
    if (!isMade && key === undefined) add(by, by.facts.name, true);
    if (!isMade && key !== undefined)
      for (const each of by.facts.keys ?? []) if (each.text === key) add(by, each, true);
    for (const { from, reference } of referencesTo(session.graph, declared)) {
      if (key === undefined) add(from, reference.name, false);
      else for (const each of reference.keys) if (each.text === key) add(from, each, false);
    }
  }
  return [...found.values()];
}

function isSamePart(one: PartName, { field, text }: PartName): boolean {
  return one.field === field && one.text === text;
}

/** So that what was typed last counts, too. */
export function noteAll(session: Session): void {
  for (const file of session.files) noteObjects(session, file);
}
