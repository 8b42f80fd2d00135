/** Pictures of what hangs together: of the objects of an open file, and of manifests that come from elsewhere, such as a cluster. */
import { canonicalUri } from '../../shared/uri.ts';
import { groupOf } from '../../shared/gvk.ts';
import type { ManifestPictureParams } from '../../shared/protocol.ts';
import type { Picture, PictureObject, PicturePlace } from '../../shared/picture.ts';
import { factsOf } from '../graph/factsOf.ts';
import { Graph, rangeInFile, type KnownObject, type PlacedFacts } from '../graph/graph.ts';
import type { ManifestDocument, Position } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Work } from '../pacing/work.ts';
import { addressesIn, type Address } from '../picture/addresses.ts';
import { pictureOf } from '../picture/pictureOf.ts';
import type { Session } from '../session.ts';
import { at, get, items, text, type Node } from '../yaml/node.ts';
import { knownFacts } from './documentFacts.ts';
import { readObjects } from './heldObjects.ts';

/** Of all objects of the file, or of the one at the position, with what the workspace knows of them. */
export function pictureOfFile(session: Session, file: ManifestFile, position?: Position): Picture {
  readObjects(session, file);
  const { graph, store } = session;
  const asked = position && file.documentAt(position.line);
  const isAsked = ({ placed }: KnownObject): boolean => !asked || knownFacts(asked) === placed;
  const objects = [...graph.objectsIn(canonicalUri(file.uri))];
  const chosen = objects.filter(isAsked);
  return pictureOf(chosen.length > 0 ? chosen : objects, {
    graph,
    isNamespaced: (kind) => store.isNamespaced(kind),
    isWhole: () => graph.isWhole,
    placeOf: (object) => placeOf(session, object),
    addressesOf: (object) => addressesOfOpen(session, object),
  });
}

function placeOf(session: Session, { uri, placed, facts }: KnownObject): PicturePlace {
  return { uri: session.spellingOf(uri), ...rangeInFile(placed, facts.name.range).start };
}

function addressesOfOpen(session: Session, { uri, placed, facts }: KnownObject): Address[] {
  const document = session.file(uri)?.documents.find((each) => knownFacts(each) === placed);
  const node = document && at(document.root, facts.within);
  return document && node ? addressesOfNode(document, node) : [];
}

function addressesOfNode({ text: written }: ManifestDocument, { span: [start, end] }: Node) {
  return addressesIn(written.slice(start, end));
}

/** Nothing of them is kept. */
export function* pictureOfManifests(
  session: Session,
  { manifests, main, whole }: ManifestPictureParams,
): Work<Picture> {
  const graph = new Graph();
  const documents = new Map<PlacedFacts, ManifestDocument>();
  for (const written of manifests)
    for (const document of session.fileApart(apart, written).documents) {
      documents.set(yield* factsOf(session.store, document), document);
      yield;
    }
  graph.setOpen(apart, [...documents.keys()]);
  const nodeOf = ({ placed, facts }: KnownObject): Node | undefined =>
    at(documents.get(placed)?.root, facts.within);
  const isMain = ({ facts }: KnownObject): boolean =>
    main.some(
      ({ group, kind, name, namespace }) =>
        facts.group === group &&
        facts.kind === kind &&
        facts.name.text === name &&
        (facts.namespace ?? '') === (namespace ?? ''),
    );
  const objects = [...graph.objectsIn(apart)];
  return pictureOf(main.length > 0 ? objects.filter(isMain) : objects, {
    graph,
    isNamespaced: (kind) => session.store.isNamespaced(kind),
    isWhole: ({ group, kind }) => whole.some((each) => each.group === group && each.kind === kind),
    placeOf: () => undefined,
    ownersOf: (object) => ownersIn(nodeOf(object)),
    addressesOf: (object) => {
      const document = documents.get(object.placed);
      const node = nodeOf(object);
      return document && node ? addressesOfNode(document, node) : [];
    },
  });
}

/** No file has it. */
const apart = 'data-platform-picture:/manifests.yaml';

function ownersIn(node: Node | undefined): PictureObject[] {
  return items(at(node, ['metadata', 'ownerReferences'])).flatMap((owner) => {
    const [apiVersion, kind, name] = ['apiVersion', 'kind', 'name'].map((key) =>
      text(get(owner, key)),
    );
    if (apiVersion === undefined || kind === undefined || name === undefined) return [];
    return [{ group: groupOf(apiVersion), kind, name }];
  });
}
