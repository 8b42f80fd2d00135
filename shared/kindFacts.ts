/** What a system says of its kinds beside their schemas, in `schemas/<system>/system.yaml`: see docs/schemas.md. */

export type Health = 'ok' | 'progressing' | 'warning' | 'error' | 'unknown';

/** Names of objects of a kind, where they are not just DNS subdomains. */
export interface NameFacts {
  /** Grammar: the name of a format. */
  readonly format?: string;
  readonly maxLength?: number;
  /** Why no more characters are possible: `its jobs get a suffix`. */
  readonly because?: string;
  /** False: nobody refuses a longer name, but what is made from it fails. */
  readonly isRefused?: boolean;
}

/**
 * How an object says how it is. Paths are keys with dots between: `status.applicationState.state`; a number counts the
 * items of a list, -1 is the last one.
 */
export interface StatusFacts {
  /** Path of the word that says it. */
  readonly phase?: string;
  /** Types of conditions that say it where there is no phase: the first of them that is `True` counts. */
  readonly conditions?: Readonly<Record<string, Health>>;
  /** Types of conditions that say it by being `False`; looked at before all others. */
  readonly unmet?: Readonly<Record<string, Health>>;
  /** Paths of two numbers: an object with fewer ready ones than it wants is not ready. */
  readonly replicas?: ReplicaFacts;
  /** The word where there is none yet. */
  readonly absent?: string;
  /** Path of a field that is `true` while the object rests. */
  readonly suspended?: string;
  /** Words and what they mean; others are not known. */
  readonly values?: Readonly<Record<string, Health>>;
  /** What is shown instead of a word: `true` says nothing to anybody. */
  readonly words?: Readonly<Record<string, string>>;
  /** Longer words, the first of which all paths are there: `{status.reason}`, `Next run {status.nextRun}`. */
  readonly detail?: readonly string[];
}

export interface ReplicaFacts {
  readonly ready: string;
  /** One is wanted where nothing stands there. */
  readonly wanted: string;
}

/** What else is told of an object beside its name and state. */
export interface ColumnFacts {
  readonly title: string;
  /** As in `StatusFacts`; of a list all items are told. */
  readonly path: string;
}

/** Pods that run for an object, found by their labels. */
export interface PodFacts {
  /** Values may hold paths of the object in braces. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Path of a label selector of Kubernetes: `spec.selector`. */
  readonly selector?: string;
  /** The label whose value says what a pod is for: `driver`. */
  readonly role?: string;
}

/** A field by its keys, from the object: a key may hold dots. */
export type FieldKeys = readonly string[];

/** A field that lets an object rest, and lets it go on. */
export interface SwitchFacts {
  readonly field: FieldKeys;
  /** What stands there while it rests. */
  readonly on: boolean | string;
  /** What stands there while it goes on; absent: the field is removed. */
  readonly off?: boolean | string;
  /** Path without which the field means nothing. */
  readonly needs?: string;
}

/** A field that begins the pods of an object anew when its value changes. */
export interface RestartFacts {
  readonly field: FieldKeys;
  /** What is written; absent: the time. */
  readonly value?: string;
}

/** The object that is made to run another one once, outside of its schedule. */
export interface RunFacts {
  /** Of the same API group and version, unless told. */
  readonly kind: string;
  /** Path of its `spec`. */
  readonly spec: string;
  /** Path of labels and annotations for it. */
  readonly metadata?: string;
  /** Values may hold paths of the object in braces. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Where the controller of a workload keeps its earlier pod templates. */
export interface RollBackFacts {
  readonly history: 'ReplicaSet' | 'ControllerRevision';
}

/** The size of an object that can become larger. */
export interface ExpandFacts {
  readonly field: FieldKeys;
}

/** What can be done to objects of a kind. */
export interface ActionFacts {
  readonly restart?: RestartFacts;
  readonly rollBack?: RollBackFacts;
  readonly expand?: ExpandFacts;
  readonly suspend?: SwitchFacts;
  readonly run?: RunFacts;
  /** Of nodes: no new pods come to it. */
  readonly cordon?: SwitchFacts;
  /** Of nodes: its pods can be sent to others, after it was cordoned. */
  readonly drain?: boolean;
}

/** Parts of the explorer, in their order. */
export const explorerSections = [
  'workloads',
  'storage',
  'config',
  'network',
  'access',
  'architecture',
] as const;
export type ExplorerSection = (typeof explorerSections)[number];

/** A folder of the cluster explorer for the objects of a kind. */
export interface ExplorerFacts {
  readonly title: string;
  readonly icon: string;
  /** Where it stands; kinds of a platform system stand there without saying so. */
  readonly section?: ExplorerSection;
  /** What its objects are for, in a few words that go on from the title. */
  readonly purpose?: string;
  /** Its objects stand in groups by their state. */
  readonly byState?: boolean;
}

/** What the cluster's side knows of a kind. */
export interface ClusterKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly status?: StatusFacts;
  readonly columns?: readonly ColumnFacts[];
  readonly pods?: PodFacts;
  readonly actions?: ActionFacts;
  readonly explorer?: ExplorerFacts;
}

/** A system that people look for in a cluster: it is there where one of its API groups is served or one of its charts is installed. */
export interface PlatformSystem {
  readonly title: string;
  readonly groups: readonly string[];
  /** Names of Helm charts. */
  readonly charts: readonly string[];
  /** Pods that come and go without an object that tells of them. */
  readonly pods: readonly PlatformPods[];
}

export interface PlatformPods {
  readonly title: string;
  /** As the API server reads it: `app=web,tier!=test`. */
  readonly labelSelector: string;
}

/** `dist/schemas/clusterKinds.json`. */
export interface ClusterFacts {
  readonly kinds: readonly ClusterKind[];
  readonly platform: readonly PlatformSystem[];
  /** API groups of Kubernetes itself. */
  readonly builtInGroups: readonly string[];
}

/** Of one kind, as `system.yaml` says it. */
export interface KindFacts {
  /** Place among the kinds that are offered, from 1; kinds without one come after, by their names. */
  readonly rank?: number;
  readonly name?: NameFacts;
  readonly status?: StatusFacts;
  readonly columns?: readonly ColumnFacts[];
  readonly pods?: PodFacts;
  readonly actions?: ActionFacts;
  readonly explorer?: ExplorerFacts;
}

/** Objects that are made from one of a kind, in `schemas/<system>/makes.yaml`. */
export interface MadeFacts {
  readonly group?: string;
  /** Words may hold paths in braces, as in `name`. */
  readonly kind: string;
  /** With paths of the object it is made from: `{name}-app`, `{spec.target.name|name}` (the first one that is there). */
  readonly name: string;
  /**
   * Path of a list or a mapping: one object is made for each of its items, and `name` reads paths of the item. Its own name is
   * `name`, in a mapping its key; that of the object is `object`.
   */
  readonly each?: string;
  /** Where it is not made in the namespace of the object; with paths, as `name`. */
  readonly namespace?: string;
  /** It is made where the object has one of these annotations. */
  readonly annotated?: readonly string[];
  /** Keys of the Secret or ConfigMap, where they are known and no others are read. */
  readonly keys?: readonly string[];
  /** Of a Service: its ports, which are all that it has. */
  readonly ports?: MadePorts;
}

/** Ports of a Service, read of a list of the object that it is made from. */
export interface MadePorts {
  /** Path of the list. */
  readonly each: string;
  /** Fields that an item has to have for it to count, each with its value. */
  readonly where?: Readonly<Record<string, string>>;
  /** Ports that are always there. */
  readonly also?: readonly string[];
}

/** By kind, as `GROUP/Kind`; the core group's `Kind` alone. */
export type MadeFactsByKind = Readonly<Record<string, readonly MadeFacts[]>>;

/**
 * Where an object of a kind holds a pod that is made as it stands there, in `schemas/<system>/pods.yaml`. Paths have points
 * between their keys; `[]` stands for all items of a list, `*` for all values of a mapping.
 */
export interface PodSpecFacts {
  /** Path of the pod specification, or of what has containers beside other fields. */
  readonly at: string;
  /** Paths of its containers from there; absent: those of a pod specification. */
  readonly containers?: readonly string[];
  /** Paths of lists of mounts from there that stand in no container. */
  readonly mounts?: readonly string[];
  /** Paths of lists of volumes and claim templates beside its own `volumes`, from the object. */
  readonly volumes?: readonly string[];
  /** Volumes that the operator adds; a `*` at the end stands for any rest. */
  readonly adds?: readonly string[];
  /** Fields of it, and with `/` in front paths of the object, that bring volumes from elsewhere. */
  readonly unless?: readonly string[];
  /** Who refuses the object for what is wrong in the pod; absent: only the pod is refused, later. */
  readonly refusedBy?: 'apiServer' | 'webhook';
}

/** By kind, as in `MadeFactsByKind`. */
export type PodSpecFactsByKind = Readonly<Record<string, readonly PodSpecFacts[]>>;
