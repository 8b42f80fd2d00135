/** Above an object that others refer to: by how many. The count is worked out when the line comes into view. */
import type { CodeLens } from 'vscode-languageserver-types';
import { canonicalUri } from '../../../shared/uri.ts';
import { showReferencesCommand, type ShowReferences } from '../../../shared/protocol.ts';
import type { ObjectFacts } from '../../graph/facts.ts';
import { rangeInFile, type KnownObject } from '../../graph/graph.ts';
import { referencesTo } from '../../graph/resolve.ts';
import { isOfValues } from '../../graph/valuesFacts.ts';
import type { ManifestFile } from '../../model/manifestFile.ts';
import type { Session } from '../../session.ts';
import { readObjects } from '../heldObjects.ts';
import { bindingText } from './bindingText.ts';

/** Kinds that are there to be used by others. */
const used: ReadonlySet<string> = new Set([
  ...['ConfigMap', 'Secret', 'ServiceAccount', 'PersistentVolumeClaim', 'PersistentVolume'],
  ...['StorageClass', 'PriorityClass', 'Role', 'ClusterRole'],
]);

interface LensData {
  readonly uri: string;
  readonly kind: string;
  readonly name: string;
}

/** Without their titles: see `resolveLens`. */
export function codeLenses(session: Session, file: ManifestFile): CodeLens[] {
  if (!session.graph.isWhole) return [];
  readObjects(session, file);
  const uri = canonicalUri(file.uri);
  return [...session.graph.objectsIn(uri)]
    .filter(({ facts }) => used.has(facts.kind))
    .map((object) => {
      const { kind, name } = object.facts;
      const data: LensData = { uri, kind, name: name.text };
      return { range: rangeInFile(object.placed, name.range), data };
    });
}

export function resolveLens(session: Session, lens: CodeLens): CodeLens {
  const data = lens.data as LensData | undefined;
  const object = [...session.graph.objectsIn(data?.uri ?? '')].find(
    ({ facts }) => facts.kind === data?.kind && facts.name.text === data.name,
  );
  if (!object) return lens;
  const binding = bindingText(session, object);
  const { group, kind, name, namespace } = object.facts;
  const users = [...referencesTo(session.graph, { group, kind, name: name.text, namespace })];
  const title = [usedBy(users, object.facts), ...(binding === undefined ? [] : [binding])].join(
    ' · ',
  );
  const locations = users.map(({ from, reference }) => ({
    uri: session.spellingOf(from.uri),
    range: rangeInFile(from.placed, reference.name.range),
  }));
  const uri = session.spellingOf(object.uri);
  const shown: ShowReferences = { uri, position: lens.range.start, locations };
  // An empty command is a line of text that nobody can click.
  const canShow = session.canShowReferences && locations.length > 0;
  const command = canShow ? showReferencesCommand : '';
  return { ...lens, command: { title, command, ...(canShow && { arguments: [shown] }) } };
}

function usedBy(users: readonly { readonly from: KnownObject }[], { kind }: ObjectFacts): string {
  const objects = new Set(users.map(({ from }) => from.facts));
  if (objects.size === 0) return `nothing in this workspace uses this ${kind}`;
  const [only] = objects;
  return objects.size === 1 && only
    ? `used by ${isOfValues(only) ? 'values of a chart' : `${only.kind} ${only.name.text}`}`
    : `used by ${objects.size} objects`;
}
