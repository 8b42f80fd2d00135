// How the API of Kubernetes came to be what it is: which kind, field and feature gate came and went with which release.
// Facts only; importHistory.ts writes them to schemas/kubernetes/history.json.

export interface History {
  /** The oldest and the newest release that were read: `1.24`. What the oldest one had has no `since`. */
  readonly from: string;
  readonly to: string;
  /** API versions of kinds, by `group/version/kind`. */
  readonly kinds: Readonly<Record<string, KindHistory>>;
  /** By definition (`io.k8s.api.core.v1.PodSpec`) and field. Fields of which nothing is to be said are left out. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, FieldHistory>>>>;
  /** The gates that fields name. */
  readonly gates: Readonly<Record<string, GateHistory>>;
}

export interface KindHistory {
  /** First release that has it, also off by default; absent: every release that was read. */
  readonly since?: string;
  /** First release of those that were read that serves it by default; absent: none. */
  readonly on?: string;
  /** From this release on its use is answered with a warning. */
  readonly deprecated?: string;
  /** First release that does not serve it any more; it may be one that is still to come. */
  readonly removed?: string;
  /** What is used instead: `group/version/kind`. */
  readonly now?: string;
}

export interface FieldHistory {
  readonly since?: string;
  /** First release that does not have it any more. */
  readonly until?: string;
  /** Feature gates that it needs. */
  readonly gates?: readonly string[];
}

export interface GateHistory {
  /** From this release on it is on by default; absent: in none of those that were read. */
  readonly on?: string;
  /** From this release on it is off again. */
  readonly off?: string;
}

/** What one release says of itself. */
export interface Release {
  /** `1.36`. */
  readonly version: string;
  /** Field names of each definition. */
  readonly definitions: ReadonlyMap<string, ReadonlySet<string>>;
  /** `group/version/kind` of what has a path of its own. */
  readonly served: ReadonlySet<string>;
  /** Those of `served` that are on without being asked for. */
  readonly onByDefault: ReadonlySet<string>;
  readonly lifecycles: ReadonlyMap<string, Lifecycle>;
  /** Gates that fields name, by `definition field`. */
  readonly fieldGates: ReadonlyMap<string, readonly string[]>;
  /** Whether each gate is on by default. */
  readonly gates: ReadonlyMap<string, boolean>;
}

export interface Lifecycle {
  readonly introduced?: string;
  readonly deprecated?: string;
  readonly removed?: string;
  readonly now?: string;
}

/** What the sources do not say. */
export interface Corrections {
  /** By definition and field: the gate that it needs, or none after all. */
  readonly fieldGates: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  /** Gates of kinds. */
  readonly features: Readonly<Record<string, string>>;
}

/** Of releases in their order. */
export function historyOf(releases: readonly Release[], corrections: Corrections): History {
  const first = releases[0];
  const last = releases.at(-1);
  if (!first || !last) throw new Error('There is no release to read');
  const fields = fieldHistories(releases, corrections);
  const ofFields = Object.values(fields).flatMap((each) =>
    Object.values(each).flatMap(({ gates = [] }) => [...gates]),
  );
  const named = new Set([...ofFields, ...Object.values(corrections.features)]);
  return {
    from: first.version,
    to: last.version,
    kinds: kindHistories(releases),
    fields,
    gates: Object.fromEntries([...named].sort().map((gate) => [gate, gateHistory(gate, releases)])),
  };
}

function kindHistories(releases: readonly Release[]): Record<string, KindHistory> {
  const names = new Set(releases.flatMap(({ served }) => [...served]));
  const lifecycles = new Map(releases.flatMap((release) => [...release.lifecycles]));
  // What was gone before the oldest release has a lifecycle and no path.
  for (const [name, { removed }] of lifecycles)
    if (removed !== undefined && isBefore(removed, releases[0]?.version ?? '')) names.add(name);
  const kinds = [...names].filter((name) => !name.endsWith('List')).sort();
  return Object.fromEntries(
    kinds.map((name) => [name, kindHistory(name, lifecycles.get(name) ?? {}, releases)]),
  );
}

function kindHistory(
  name: string,
  { introduced, deprecated, removed, now }: Lifecycle,
  releases: readonly Release[],
): KindHistory {
  const having = releases.filter(({ served }) => served.has(name));
  const [firstServed] = having;
  const since = firstServed && firstServed !== releases[0] ? firstServed.version : introduced;
  const lastServed = having.at(-1);
  const after = lastServed && releases[releases.indexOf(lastServed) + 1];
  const gone = after?.version ?? removed;
  return {
    ...(since !== undefined && since !== '1.0' && { since }),
    ...onSince(name, releases, since),
    ...(deprecated !== undefined && { deprecated }),
    ...(gone !== undefined && { removed: gone }),
    ...(now !== undefined && { now: now.replace(/List$/, '') }),
  };
}

/** What was gone before the oldest release was on by default, but for alpha versions. */
function onSince(
  name: string,
  releases: readonly Release[],
  since: string | undefined,
): Pick<KindHistory, 'on'> {
  const on = releases.find(({ onByDefault }) => onByDefault.has(name));
  const isKnown = releases.some(({ served }) => served.has(name));
  if (!isKnown && /\/v\d+alpha\d+\//.test(name)) return {};
  if (!isKnown || on === releases[0]) return { on: since ?? '1.0' };
  return on ? { on: on.version } : {};
}

function fieldHistories(
  releases: readonly Release[],
  { fieldGates }: Corrections,
): History['fields'] {
  const newest = releases.at(-1);
  const counts = gatesThatCount(releases);
  const gates = new Map(
    releases.flatMap(({ fieldGates }) =>
      [...fieldGates].map(([field, all]) => [field, all.filter(counts)] as const),
    ),
  );
  for (const [definition, fields] of Object.entries(fieldGates))
    for (const [field, gate] of Object.entries(fields))
      gates.set(`${definition} ${field}`, gate === null ? [] : [gate]);
  const result: Record<string, Record<string, FieldHistory>> = {};
  for (const definition of [...(newest?.definitions.keys() ?? [])].sort()) {
    const having = releases.filter(({ definitions }) => definitions.has(definition));
    const names = new Set(having.flatMap((each) => [...(each.definitions.get(definition) ?? [])]));
    const fields = [...names].sort().flatMap((field) => {
      const history = fieldHistory(definition, field, having, gates.get(`${definition} ${field}`));
      return Object.keys(history).length > 0 ? [[field, history] as const] : [];
    });
    if (fields.length > 0) result[definition] = Object.fromEntries(fields);
  }
  return result;
}

/** Within the releases that have the definition: a field is not newer than what it is in. */
function fieldHistory(
  definition: string,
  field: string,
  having: readonly Release[],
  gates: readonly string[] | undefined,
): FieldHistory {
  const isIn = having.map(({ definitions }) => definitions.get(definition)?.has(field) === true);
  const first = isIn.indexOf(true);
  const last = isIn.lastIndexOf(true);
  const since = first > 0 ? having[first]?.version : undefined;
  const until = having[last + 1]?.version;
  return {
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(gates?.length && until === undefined && { gates: [...gates].sort() }),
  };
}

/** Of the last time that it was on. A gate that is gone was on for good, or is gone with what it guarded. */
function gateHistory(gate: string, releases: readonly Release[]): GateHistory {
  if (!releases.some(({ gates }) => gates.has(gate))) throw new Error(`There is no gate ${gate}`);
  let last: boolean | undefined;
  const states = releases.map(({ gates }) => (last = gates.get(gate) ?? last));
  const end = states.lastIndexOf(true) + 1;
  if (end === 0) return {};
  const start = states.lastIndexOf(false, end - 1) + 1;
  const on = releases[start]?.version;
  const off = releases[end]?.version;
  return { ...(on !== undefined && { on }), ...(off !== undefined && { off }) };
}

/** Gates that are off in some of the releases. Documentation names a few that there are not. */
function gatesThatCount(releases: readonly Release[]): (gate: string) => boolean {
  const all = releases.flatMap(({ gates }) => [...gates]);
  const off = new Set(all.filter(([, isOn]) => !isOn).map(([gate]) => gate));
  return (gate) => off.has(gate);
}

const isBefore = (one: string, other: string): boolean =>
  Number(one.split('.')[1]) < Number(other.split('.')[1]);
