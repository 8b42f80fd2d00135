/** Under which other apiVersions a cluster serves a kind, for a manifest that names one of the past, or a wrong one. */
import type { ClusterConnection } from '../http/connection.ts';
import { listAt, textAt } from '../values.ts';
import { readAggregated } from './aggregated.ts';

/** Milliseconds for which an answer is good enough for words of advice. */
const GOOD_FOR = 60_000;

/** The preferred version of each group that has the kind, such as `networking.k8s.io/v1`; empty where that cannot be known. */
export type ServedElsewhere = (kind: string) => Promise<string[]>;

/** The server is asked once for many kinds. */
export function createServedElsewhere(connection: ClusterConnection): ServedElsewhere {
  let asked: { readonly at: number; readonly groups: Promise<unknown[]> } | undefined;
  return async (kind) => {
    if (!asked || Date.now() - asked.at > GOOD_FOR) {
      asked = { at: Date.now(), groups: readGroups(connection) };
    }
    return (await asked.groups).flatMap((group) => {
      const version = versionWith(group, kind);
      return version
        ? [[textAt(group, 'metadata', 'name'), version].filter(Boolean).join('/')]
        : [];
    });
  };
}

async function readGroups(connection: ClusterConnection): Promise<unknown[]> {
  const answers = (['/api', '/apis'] as const).map((path) => readAggregated(connection, path));
  return (await Promise.all(answers)).flatMap((answer) =>
    answer.ok ? listAt(answer.value, 'items') : [],
  );
}

/** Versions stand in the order in which the server prefers them. */
function versionWith(group: unknown, kind: string): string | undefined {
  const version = listAt(group, 'versions').find((one) =>
    listAt(one, 'resources').some((resource) => textAt(resource, 'responseKind', 'kind') === kind),
  );
  return textAt(version, 'version');
}
