/** Where the files of the workspace define an object of a cluster. */
import type { Location } from 'vscode-languageserver-types';
import { groupOf } from '../../../shared/gvk.ts';
import { rangeInFile } from '../../graph/graph.ts';
import type { Session } from '../../session.ts';
import { noteAll } from './symbolAt.ts';

export interface AskedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Those that name its namespace; where there are none, those that name none at all. */
export function objectPlaces(
  session: Session,
  { apiVersion, kind, name, namespace }: AskedObject,
): Location[] {
  noteAll(session);
  const named = session.graph
    .named({ group: groupOf(apiVersion), kind }, name)
    .filter(({ isMade }) => !isMade);
  const exact = named.filter((one) => one.namespace === namespace);
  const open = namespace === undefined ? [] : named.filter((one) => one.namespace === undefined);
  return (exact.length > 0 ? exact : open).map(({ by }) => ({
    uri: session.spellingOf(by.uri),
    range: rangeInFile(by.placed, by.facts.name.range),
  }));
}
