/** Group, version and kind: the key of everything that Kubernetes serves. */
export interface GroupVersionKind {
  /** Empty for the core group (`v1`). */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

export interface GroupVersion {
  readonly group: string;
  readonly version: string;
}

/** Splits `group/version` (or `version` alone, the core group). Undefined where it has another shape. */
export function parseApiVersion(apiVersion: string): GroupVersion | undefined {
  const parts = apiVersion.split('/');
  const version = parts.at(-1);
  if (parts.length > 2 || !version || parts[0] === '') return undefined;
  return { group: parts.length === 2 ? (parts[0] ?? '') : '', version };
}

/** Of an `apiVersion`; empty for the core group, and where there is none that could be read. */
export function groupOf(apiVersion: string): string {
  return parseApiVersion(apiVersion)?.group ?? '';
}

/** A kind as tables of facts name it, whatever its version: `GROUP/Kind`, the core group's `Kind` alone. */
export function kindName({ group, kind }: Pick<GroupVersionKind, 'group' | 'kind'>): string {
  return group === '' ? kind : `${group}/${kind}`;
}

/** What an object says of itself; undefined until it says both in a form that Kubernetes reads. */
export function gvkFrom(apiVersion = '', kind = ''): GroupVersionKind | undefined {
  const groupVersion = parseApiVersion(apiVersion);
  return groupVersion && kind ? { ...groupVersion, kind } : undefined;
}

/** `apiVersion` as it is written in a manifest. */
export function formatApiVersion({ group, version }: GroupVersion): string {
  return group ? `${group}/${version}` : version;
}

/** Stable text key, e.g. `apps/v1/Deployment` and `/v1/Pod`. */
export function gvkKey({ group, version, kind }: GroupVersionKind): string {
  return `${group}/${version}/${kind}`;
}
