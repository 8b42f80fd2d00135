/** Documents that are refused only because another one of the same plan has not been applied yet. */
import type { ClusterError, PlanEntry } from '../api.ts';
import { at, listAt, textAt } from '../values.ts';

/** An entry of a plan with its object, parsed. */
export interface PlannedObject {
  readonly entry: PlanEntry;
  readonly object: unknown;
}

export interface Prerequisite {
  /** The entry that makes or changes what is missing. */
  readonly entry: PlanEntry;
  readonly what: 'namespace' | 'kind' | 'schema' | 'quota' | 'object';
  /** Whether the dependent object lives in a namespace, where the plan defines its kind. */
  readonly isNamespaced: boolean;
}

/** What the documents of a plan make and change, to be looked up by what an error misses. */
export class Makers {
  readonly #byKind = new Map<string, PlanEntry[]>();
  readonly #definitions = new Map<string, { entry: PlanEntry; definition: unknown }>();

  constructor(planned: readonly PlannedObject[]) {
    for (const { entry, object } of planned) {
      const { ref, action } = entry;
      if (!ref || !['create', 'create-after', 'change', 'change-after'].includes(action)) continue;
      const key = ref.kind.toLowerCase();
      this.#byKind.set(key, [...(this.#byKind.get(key) ?? []), entry]);
      if (ref.kind !== 'CustomResourceDefinition') continue;
      const group = textAt(object, 'spec', 'group') ?? '';
      const kind = textAt(object, 'spec', 'names', 'kind') ?? '';
      this.#definitions.set(`${group}/${kind}`, { entry, definition: object });
    }
  }

  /** What `entry` was refused for, if a document of the plan brings it; undefined when it has another reason. */
  missing({ ref, document, error }: PlanEntry): Prerequisite | undefined {
    if (!error) return undefined;
    const { apiVersion = '', kind = '' } = document;
    if (error.code === 'kind-unknown') return this.definition(apiVersion, kind, 'kind');
    if (error.code === 'namespace-missing') return this.namespace(ref?.namespace);
    if (error.causes.some(({ reason }) => reason === 'UnknownField')) {
      const found = this.definition(apiVersion, kind, 'schema');
      return found?.entry.action === 'change' ? found : undefined;
    }
    const quota = /exceeded quota: ([^\s,]+)/.exec(error.message)?.[1];
    if (quota) return this.#named('resourcequota', quota, ref?.namespace, 'quota');
    const [word, name] = missingObject(error);
    if (!word || !name) return undefined;
    for (const singular of singularsOf(word)) {
      const found =
        this.#named(singular, name, ref?.namespace, 'object') ??
        this.#named(singular, name, undefined, 'object');
      if (found && isNew(found.entry)) return found;
    }
    return undefined;
  }

  /** The entry that makes a namespace. */
  namespace(name: string | undefined): Prerequisite | undefined {
    const found = name && this.#named('namespace', name, undefined, 'namespace');
    return found && isNew(found.entry) ? found : undefined;
  }

  /** The CustomResourceDefinition of a kind, if the plan makes or changes it. */
  definition(
    apiVersion: string,
    kind: string,
    what: 'kind' | 'schema' = 'kind',
  ): Prerequisite | undefined {
    const [group = '', version = ''] = apiVersion.split('/');
    const found = this.#definitions.get(`${group}/${kind}`);
    if (!found || !servedVersions(found.definition).includes(version)) return undefined;
    const scope = textAt(found.definition, 'spec', 'scope');
    return { entry: found.entry, what, isNamespaced: scope !== 'Cluster' };
  }

  /** The entry with other words where the plan does define its kind, and not in its version. */
  withServedVersions(entry: PlanEntry): PlanEntry {
    const { apiVersion = '', kind = '' } = entry.document;
    const [group = '', version = ''] = apiVersion.split('/');
    const found = this.#definitions.get(`${group}/${kind}`);
    const versions = servedVersions(found?.definition);
    if (entry.error?.code !== 'kind-unknown' || !found || versions.includes(version)) return entry;
    const serves = versions.length ? `serves ${versions.join(', ')}` : 'serves no version';
    const message = `The CustomResourceDefinition ${found.entry.ref?.name ?? ''} of this plan has no kind ${kind} in ${apiVersion}: it ${serves}. Correct the apiVersion, or let the definition serve ${version}`;
    return { ...entry, error: { ...entry.error, message } };
  }

  #named(
    kind: string,
    name: string,
    namespace: string | undefined,
    what: Prerequisite['what'],
  ): Prerequisite | undefined {
    const entry = this.#byKind
      .get(kind)
      ?.find(({ ref }) => ref?.name === name && ref.namespace === namespace);
    return entry && { entry, what, isNamespaced: true };
  }
}

function servedVersions(definition: unknown): string[] {
  return listAt(definition, 'spec', 'versions').flatMap((version) =>
    at(version, 'served') === false ? [] : (textAt(version, 'name') ?? []),
  );
}

function isNew({ action }: PlanEntry): boolean {
  return action === 'create' || action === 'create-after';
}

/** `serviceaccount "spark" not found`, `no PriorityClass with name high was found`: the word for the kind, and the name. */
function missingObject({ message }: ClusterError): [word?: string, name?: string] {
  const [, word, name] =
    /(?<![\w.-])([\w.-]{1,200}) "([^"]+)" not found/.exec(message) ??
    /no (\w+) with name ([\w.-]+) was found/.exec(message) ??
    [];
  return [word, name];
}

/** The kinds, in small letters, that a word such as `roles.rbac.authorization.k8s.io` or `RuntimeClass` may mean. */
function singularsOf(word: string): string[] {
  const [plural = ''] = word.toLowerCase().split('.');
  return [plural, plural.replace(/s$/, ''), plural.replace(/es$/, ''), plural.replace(/ies$/, 'y')];
}

/** The apiVersions whose kinds change when this entry is applied. */
export function definedApiVersions({ ref }: PlanEntry, definition: unknown): string[] {
  if (ref?.kind !== 'CustomResourceDefinition') return [];
  const group = textAt(definition, 'spec', 'group');
  return listAt(definition, 'spec', 'versions').map(
    (version) => `${group}/${textAt(version, 'name')}`,
  );
}
