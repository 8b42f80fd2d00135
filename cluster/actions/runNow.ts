/** Runs something scheduled once, now: the object is made that its controller would make at the next time. */
import type { RunFacts } from '../../shared/kindFacts.ts';
import type { Result } from '../api.ts';
import { resourcePath, type Discovery } from '../discovery/discovery.ts';
import { fail } from '../errors/errors.ts';
import { filledIn, valueAt } from '../status/factPath.ts';
import { isObject, objectAt } from '../values.ts';
import type { LiveObject } from './live.ts';
import type { Write } from './write.ts';

/** Characters that leave room for the suffix in a name that becomes a label of pods. */
const mostOfName = 52;

export async function runNow(
  discovery: Discovery,
  live: LiveObject,
  facts: RunFacts,
  signal?: AbortSignal,
): Promise<Result<Write>> {
  const { apiVersion, kind: ofKind } = live.resource;
  const found = await discovery.resource(apiVersion, facts.kind, signal);
  if (!found.ok) return found;
  const spec = valueAt(live.object, facts.spec);
  if (!isObject(spec)) return fail('invalid', `${ofKind} ${live.name} has no ${facts.spec} to run`);
  const name = `${live.name.slice(0, mostOfName)}-${suffix()}`;
  const body = {
    apiVersion,
    kind: facts.kind,
    metadata: { name, ...metadataOf(live, facts) },
    spec,
  };
  const { resource, kind } = found.value;
  const { namespace } = live;
  return {
    ok: true,
    value: {
      request: {
        method: 'POST',
        path: resourcePath(found.value, namespace),
        body: JSON.stringify(body),
        verb: 'create',
        ...{ resource, kind, name },
        ...(namespace && { namespace }),
        sent: body,
        repeatable: false,
      },
      lines: [`${kind} ${name} is made from ${facts.spec}`],
    },
  };
}

/** Owned by what it was made from, so that it goes with it and counts among its runs. */
function metadataOf(live: LiveObject, facts: RunFacts): object {
  const { apiVersion, kind } = live.resource;
  const own = facts.metadata === undefined ? undefined : valueAt(live.object, facts.metadata);
  const more = (key: 'labels' | 'annotations') => {
    const added = Object.entries(facts[key] ?? {}).map(([name, text]) => [
      name,
      filledIn(text, live.object) ?? '',
    ]);
    return { ...objectAt({ own }, 'own', key), ...(Object.fromEntries(added) as object) };
  };
  return {
    ...(live.namespace && { namespace: live.namespace }),
    labels: more('labels'),
    annotations: more('annotations'),
    ownerReferences: [{ apiVersion, kind, name: live.name, uid: live.uid, controller: true }],
  };
}

/** Seconds, so that names sort by time. */
function suffix(): string {
  return Math.floor(Date.now() / 1000).toString(36);
}
