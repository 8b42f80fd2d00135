/** Which rights somebody needs for what can be done to an object, and whether the user has them. */
import { groupOf } from '../../shared/gvk.ts';
import type { RightId, Rights } from '../actionsApi.ts';
import type { ResourceRef } from '../api.ts';
import type { ApiResource } from '../discovery/discovery.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { reviewAccess, type AccessQuestion } from './accessReview.ts';

/** Milliseconds that an answer counts. */
const goodFor = 60_000;

interface Kept {
  readonly at: number;
  readonly isAllowed: Promise<boolean>;
}

export function createRights(context: ResourceContext, contextName: string): Rights {
  const known = new Map<string, Kept>();

  /** What is not known is taken for allowed: the server has the last word. */
  const isAllowed = (question: AccessQuestion, signal?: AbortSignal): Promise<boolean> => {
    const key = JSON.stringify(question);
    const now = Date.now();
    const kept = known.get(key);
    if (kept && now - kept.at < goodFor) return kept.isAllowed;
    for (const [each, { at }] of known) if (now - at >= goodFor) known.delete(each);
    const asked = reviewAccess(context.connection, question, signal).then((answer) => {
      if (!answer.ok) known.delete(key);
      return !answer.ok || answer.value;
    });
    known.set(key, { at: now, isAllowed: asked });
    return asked;
  };

  return {
    async refusal(right, ref, signal) {
      for (const question of await questionsOf(context, right, ref, signal))
        if (!(await isAllowed(question, signal))) return refusalText(question, contextName);
      return undefined;
    },
  };
}

const pods = { group: '', plural: 'pods' };

/** None where the kind is not known. */
async function questionsOf(
  context: ResourceContext,
  right: RightId,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<readonly AccessQuestion[]> {
  const found = await context.discovery.resource(ref.apiVersion, ref.kind, signal);
  if (!found.ok) return [];
  const namespace = found.value.namespaced ? (ref.namespace ?? context.namespace) : undefined;
  const own = { group: groupOf(found.value.apiVersion), plural: found.value.plural };
  const on = (verb: string, { group, plural }: typeof own, subresource?: string) => ({
    ...{ verb, group, resource: plural },
    ...(subresource !== undefined && { subresource }),
    ...(namespace !== undefined && { namespace }),
  });
  const named = { name: ref.name };
  switch (right) {
    case 'delete':
      return [{ ...on('delete', own), ...named }];
    case 'scale':
      return [{ ...on('patch', own, 'scale'), ...named }];
    case 'enter':
      return [on('create', pods, 'exec')];
    case 'forward':
      return [on('create', pods, 'portforward')];
    case 'drain':
      return [{ ...on('patch', own), ...named }, on('create', pods, 'eviction')];
    case 'runNow': {
      const made = await madeBy(context, found.value, signal);
      return made ? [on('create', made)] : [];
    }
    default:
      return [{ ...on('patch', own), ...named }];
  }
}

/** The kind of what is made to run a scheduled object once. */
async function madeBy(
  { discovery, kinds }: ResourceContext,
  { apiVersion, kind }: ApiResource,
  signal?: AbortSignal,
) {
  const run = kinds?.kindOf(groupOf(apiVersion), kind)?.actions?.run;
  const found = run && (await discovery.resource(apiVersion, run.kind, signal));
  return found?.ok
    ? { group: groupOf(found.value.apiVersion), plural: found.value.plural }
    : undefined;
}

function refusalText(
  { verb, group, resource, subresource, namespace, name }: AccessQuestion,
  contextName: string,
): string {
  const what = [[resource, group].filter(Boolean).join('.'), subresource].filter(Boolean).join('/');
  const which = name === undefined ? what : `${name} (${what})`;
  const where = namespace === undefined ? 'in the whole cluster' : `in namespace ${namespace}`;
  return `You may not ${verb} ${which} ${where} of context ${contextName}. Ask who runs the cluster for a role that allows it`;
}
