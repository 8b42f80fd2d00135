/**
 * The cluster as the rest of the client sees it: contexts, lists, one resource, apply. Types only, free
 * of `vscode`, so that views and commands depend on nothing heavy.
 *
 * No call here throws for what a cluster, a network or a kubeconfig can do; that comes back as a
 * `ClusterError` whose `message` can be shown as it is.
 */
import type { Health, PlatformSystem } from '../shared/kindFacts.ts';
import type {
  ApiServerState,
  Column,
  ComponentName,
  ComponentState,
  FolderKind,
  HelmRelease,
  ManifestsAround,
  NodeState,
  SecretKey,
  ServedKind,
} from './exploreApi.ts';
import type { ObjectPage } from './describeApi.ts';
import type { LogSink } from './logApi.ts';
import type { ClusterError, ClusterErrorCode, Failure, FieldCause, Result } from './errorApi.ts';
import type { ActionId, Actions, Rights } from './actionsApi.ts';
import type { ResourceRef } from './resourceRef.ts';
import type { Streams } from './streamsApi.ts';
import type { ManifestDocument, PathSegment } from '../core/model/manifestDocuments.ts';
import type { ClusterSchema } from '../shared/protocol.ts';

export type { Column, FolderKind };
export type { ClusterError, ClusterErrorCode, Failure, FieldCause, Result };

export interface Disposable {
  dispose(): void;
}

export interface KubeContextInfo {
  readonly name: string;
  readonly cluster: string;
  readonly user: string;
  /** `default` when the context names none. */
  readonly namespace: string;
  /** Address of the API server; absent when the cluster entry is missing. */
  readonly server?: string;
  /** The file that this context came from. */
  readonly file: string;
  /** Why this context cannot be used, found without contacting anything. */
  readonly problem?: ClusterError;
}

export interface KubeconfigProblem {
  readonly file: string;
  readonly error: ClusterError;
  /** 1-based line, when the YAML parser knows it. */
  readonly line?: number;
}

/** An entry of a kubeconfig file that does not count, as an earlier file has another one of its name. */
export interface HiddenEntry {
  readonly kind: 'context' | 'cluster' | 'user';
  readonly name: string;
  readonly file: string;
  /** The file whose entry counts. */
  readonly by: string;
}

export interface KubeconfigState {
  /** Every file looked at, in order, existing or not. */
  readonly files: readonly string[];
  readonly contexts: readonly KubeContextInfo[];
  /** The context in use: the editor's own choice, else `current-context`. Absent when there is none. */
  readonly current?: KubeContextInfo;
  /** `current-context` as the kubeconfig says, whatever the editor's choice. */
  readonly currentInFile?: string;
  /** Entries that differ from those that hide them. */
  readonly hidden: readonly HiddenEntry[];
  /** Broken files, no kubeconfig at all, a current context that does not exist. */
  readonly problems: readonly KubeconfigProblem[];
}

/** The kubeconfig files, merged and followed. Listing never runs a plugin nor touches a network. */
export interface Kubeconfig extends Disposable {
  /** Reads the files if they were not read yet or have changed. */
  state(): Promise<KubeconfigState>;
  /** The editor's own choice of context; nothing is written. `undefined` goes back to `current-context`. */
  choose(contextName: string | undefined): void;
  /** Writes `current-context` into the file that owns it; returns that file. */
  writeCurrentContext(contextName: string): Promise<Result<string>>;
  /** After a file changed (debounced) or `choose` was called. Watching begins with the first listener. */
  onDidChange(listener: () => void): Disposable;
}

export type { Health, ResourceRef };

export interface ResourceSummary {
  readonly ref: ResourceRef;
  readonly uid?: string;
  /** Short status, e.g. `Running`, `ImagePullBackOff`, `Bound`, `Ready`. Empty when the kind has none. */
  readonly status: string;
  readonly health: Health;
  /** Longer words for a tooltip, e.g. why a pod is not scheduled. */
  readonly detail?: string;
  /** StorageClass only: used for claims that name no class. */
  readonly isDefault?: boolean;
  /** A claim's volume, or a volume's claim (`namespace/name`). */
  readonly boundTo?: string;
  readonly storageClass?: string;
  /** Storage size of claims and volumes, as Kubernetes writes it. */
  readonly capacity?: string;
  readonly provisioner?: string;
  /** Pods: node name. */
  readonly node?: string;
  /** Pods: `1/2`, containers that are ready. */
  readonly ready?: string;
  readonly restarts?: number;
  /** Pods: what it is for among those of its owner, e.g. `driver`. */
  readonly role?: string;
  /** What else its kind tells. */
  readonly columns?: readonly Column[];
  /** ISO time. */
  readonly createdAt?: string;
  /** Being deleted. */
  readonly terminating?: boolean;
  /** What can be done to it as it is now, beside deleting it. */
  readonly actions?: readonly ActionId[];
}

export interface ListQuery {
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent: all namespaces (or a cluster-wide kind). */
  readonly namespace?: string;
  /** As the API server reads it: `app=web,tier!=test`. */
  readonly labelSelector?: string;
  /** With the columns that the server prints, where nothing else is known of the kind. */
  readonly isPrinted?: boolean;
  /** Page size, 200 unless told. */
  readonly limit?: number;
  /** From the page before. */
  readonly continueToken?: string;
}

export interface ResourcePage {
  readonly items: readonly ResourceSummary[];
  /** Present when there is more. */
  readonly continueToken?: string;
  /** How many more, when the server says. */
  readonly remaining?: number;
}

/** A list that is to be kept as the cluster has it. */
export interface WatchQuery extends Omit<ListQuery, 'limit' | 'continueToken'> {
  /** As the API server reads it: `metadata.name=web`. */
  readonly fieldSelector?: string;
  /** The label that says what a pod is for, told as its role. */
  readonly roleLabel?: string;
}

export interface WatchStatus {
  /**
   * `reading`: the list is on its way; `live`: it is as the cluster has it; `stale`: it is as it was, the cluster is asked
   * again; `polled`: it may not be watched and is read each minute; `refused`: it is not to be had.
   */
  readonly state: 'reading' | 'live' | 'stale' | 'polled' | 'refused';
  /** Why it is not live. */
  readonly error?: ClusterError;
  /** How many objects of a list that is being read are still to come, when the server says. */
  readonly remaining?: number;
}

/** One reader's hold on a watched list. The watch ends with the last one. */
export interface WatchLease extends Disposable {
  readonly status: WatchStatus;
  /** Objects that are known. */
  readonly size: number;
  /** How many more there are, while the list is read for the first time. */
  readonly remaining: number | undefined;
  /** The first so many, by namespace and name; an object that did not change is the same one as before. */
  first(count?: number): readonly ResourceSummary[];
  /** Resolves once there is a first page, or a reason why there is none, or the signal aborts. */
  ready(signal?: AbortSignal): Promise<void>;
  /** Reads the list anew, also where that was refused. `ready` waits for it. */
  again(): void;
}

/** Logging in failed in a way that the user may be able to mend. */
export interface LoginFailure {
  readonly contextName: string;
  readonly error: ClusterError;
  /** The credential plugin can be run in a terminal. */
  readonly offersTerminal: boolean;
}

/** What the explorer shows of a cluster beside lists of one kind. All of it is read when it is asked for, and nothing is changed. */
export interface Exploring {
  /** Where an object is: in its namespace, in that of the context where it names none, or in none where its kind has none. */
  place(ref: ResourceRef, signal?: AbortSignal): Promise<ResourceRef>;
  /** Whether the user may list pods of all namespaces: a measure for other lists. */
  mayListAll(signal?: AbortSignal): Promise<Result<boolean>>;
  /** The kinds that can be listed, each in the version that the server prefers. */
  kinds(signal?: AbortSignal): Promise<Result<readonly ServedKind[]>>;
  /** The list of the pods that run for an object; undefined where nothing is known of them. */
  podsOf(ref: ResourceRef, signal?: AbortSignal): Promise<Result<WatchQuery | undefined>>;
  /** The Services that lead to the pods of an object. */
  endpointsOf(ref: ResourceRef, signal?: AbortSignal): Promise<Result<readonly ResourceSummary[]>>;
  /** Pods of the claim's namespace that mount it. */
  usersOf(claim: ResourceRef, signal?: AbortSignal): Promise<Result<readonly ResourceSummary[]>>;
  /** The keys of a Secret, without their values. */
  secretKeys(ref: ResourceRef, signal?: AbortSignal): Promise<Result<readonly SecretKey[]>>;
  /** One value of a Secret. Whoever asks shows it to the user, and to nobody else. */
  secretValue(ref: ResourceRef, key: string, signal?: AbortSignal): Promise<Result<string>>;
  /** Releases of Helm, each in its last revision; absent namespace: all of them. */
  releases(namespace?: string, signal?: AbortSignal): Promise<Result<readonly HelmRelease[]>>;
  /** What the user set for a release, as YAML without secrets. */
  releaseValues(release: HelmRelease, signal?: AbortSignal): Promise<Result<string>>;
  /** The objects of a release as they are now; those that are gone say so. */
  releaseObjects(
    release: HelmRelease,
    signal?: AbortSignal,
  ): Promise<Result<readonly ResourceSummary[]>>;
  /** What hangs together around an object, or in a namespace. Kinds that may not be listed are left out. */
  manifestsAround(
    around: ResourceRef | { readonly namespace: string },
    signal?: AbortSignal,
  ): Promise<Result<ManifestsAround>>;
  /** The API server itself. */
  apiServer(signal?: AbortSignal): Promise<Result<ApiServerState>>;
  /** A program of the control plane or of the nodes. */
  component(name: ComponentName, signal?: AbortSignal): Promise<Result<WithPods<ComponentState>>>;
  /** What a node has, what its pods asked for, and why it takes none. */
  node(name: string, signal?: AbortSignal): Promise<Result<WithPods<NodeState>>>;
}

/** Empty where they run outside of the cluster, are hidden by who runs it, or may not be read. */
export type WithPods<T> = T & { readonly pods: readonly ResourceSummary[] };

/** The logs of containers. */
export interface ContainerLogs {
  /** The names of the containers in the pods of an object, those that only prepare last; empty where it has no pods. */
  containers(ref: ResourceRef, signal?: AbortSignal): Promise<Result<readonly string[]>>;
  /**
   * Hands over what the containers of an object write, of pods that come later too, until it is disposed of or nothing more
   * can come. Nothing is told after that.
   */
  follow(request: LogRequest, sink: LogSink): Disposable;
}

export interface LogRequest {
  /** A pod, or an object of which it is known which pods run for it. */
  readonly ref: ResourceRef;
  /** Only containers of this name. */
  readonly container?: string;
  /** Of the run before the last start of each container; it is over and not followed. */
  readonly isPrevious?: boolean;
  /** Only what was written so many seconds ago or later. */
  readonly sinceSeconds?: number;
  /** Only so many lines of each container that were written before now. */
  readonly tailLines?: number;
}

/** What can be set of an object, as it was at one time. */
export interface EditableObject {
  readonly yaml: string;
  /** Another one means that the object has changed; nothing else can be read from it. */
  readonly version: string;
}

/** One reader's hold on the page of an object, which follows the cluster until it is disposed of. */
export interface DescribeLease extends Disposable {
  /** As it is now; undefined until the object was read. */
  readonly page: ObjectPage | undefined;
  /** Why there is no page. */
  readonly problem: ClusterError | undefined;
  /** The cluster has no such object. */
  readonly isMissing: boolean;
}

/** One context, connected on first use. Calls share a connection and stop when `signal` aborts. */
export interface ClusterSession extends Disposable {
  readonly context: KubeContextInfo;
  /** What the explorer shows beside lists. */
  readonly explore: Exploring;
  /** Programs in containers and connections to pods; they end with the session. */
  readonly streams: Streams;
  /** What changes objects one by one. */
  readonly actions: Actions;
  readonly logs: ContainerLogs;
  /** To be asked before a question is. */
  readonly rights: Rights;
  listNamespaces(
    page?: Pick<ListQuery, 'limit' | 'continueToken'>,
    signal?: AbortSignal,
  ): Promise<Result<ResourcePage>>;
  list(query: ListQuery, signal?: AbortSignal): Promise<Result<ResourcePage>>;
  /** The list, kept as the cluster has it for as long as the lease is held. `onChange` is called at most once a turn. */
  watch(query: WatchQuery, onChange: () => void): WatchLease;
  /** A page on one object: its state and why, what it needs and what belongs to it, its events. No value of a Secret. */
  describe(ref: ResourceRef, onChange: () => void): DescribeLease;
  /** YAML for editing: what can be set. Fails for a Secret, whose values are put into no editor. */
  getEditable(ref: ResourceRef, signal?: AbortSignal): Promise<Result<EditableObject>>;
  /** YAML for reading: without managedFields, Secret values hidden as `<hidden, N bytes>`. */
  getYaml(ref: ResourceRef, signal?: AbortSignal): Promise<Result<string>>;
  /** Names of all objects of a kind, in one namespace for a namespaced one: that of the context unless told. */
  names(
    query: Pick<ListQuery, 'apiVersion' | 'kind' | 'namespace'>,
    signal?: AbortSignal,
  ): Promise<Result<readonly string[]>>;
  /** The keys of a ConfigMap or a Secret, without their values. */
  keys(ref: ResourceRef, signal?: AbortSignal): Promise<Result<readonly string[]>>;
  createNamespace(name: string, signal?: AbortSignal): Promise<Result<ResourceRef>>;
  /**
   * Logging in is tried anew at the next call. A failure is otherwise remembered for a while, so that nothing is
   * started again and again; what changes the cluster tries anew by itself.
   */
  tryLoginAgain(options?: { readonly inTerminal?: boolean }): void;
  /** Dry run of every document. Nothing is changed. Fails as a whole only when the cluster cannot be used. */
  plan(documents: readonly ManifestDocument[], options?: PlanOptions): Promise<Result<Plan>>;
  /** Sends what was planned, one after the other, in the order of the plan. Always returns a result per document. */
  apply(plan: Plan, options?: ApplyOptions): Promise<ApplyReport>;
  /** The release of Kubernetes that the server is of: `1.29`; undefined where it tells none. */
  kubernetesVersion(signal?: AbortSignal): Promise<Result<string | undefined>>;
  /** Where the cluster describes its kinds, by group and version (`apps/v1`). */
  openApiIndex(signal?: AbortSignal): Promise<Result<OpenApiIndex>>;
  /** The schemas of one group and version, by its path in the index. */
  openApiDocument(path: string, signal?: AbortSignal): Promise<Result<ClusterSchema>>;
}

/** The same hash means the same document; empty where the server tells none. */
export type OpenApiIndex = Readonly<
  Record<string, { readonly path: string; readonly hash: string }>
>;

/** Entry point of the client: the kubeconfig and one session per context, made when first asked for. */
export interface ClusterService extends Disposable {
  readonly kubeconfig: Kubeconfig;
  /** The folders of the explorer, in this order. */
  readonly folders: readonly FolderKind[];
  /** Systems that people look for in a cluster, in the order of their titles. */
  readonly platform: readonly PlatformSystem[];
  /** Whether an API group is one of Kubernetes itself. */
  isBuiltIn(group: string): boolean;
  /** Whether it is known how to find the pods that run for objects of a kind. */
  hasPods(kind: Pick<ResourceRef, 'apiVersion' | 'kind'>): boolean;
  /** Whether objects of a kind may have an action. */
  mayHave(kind: Pick<ResourceRef, 'apiVersion' | 'kind'>, action: ActionId): boolean;
  /** Whether more is known of a kind than the server prints. */
  isDescribed(kind: Pick<ResourceRef, 'apiVersion' | 'kind'>): boolean;
  /**
   * The session of a context, the current one unless named. Cached until the kubeconfig entry changes.
   * Fails for a kubeconfig that cannot be used; does not contact the cluster.
   */
  session(contextName?: string): Promise<Result<ClusterSession>>;
  /** `ClusterSession.tryLoginAgain` for one context, or for all that are in use. */
  tryLoginAgain(options?: { readonly contextName?: string; readonly inTerminal?: boolean }): void;
  /** Called once for each series of failures to log in. */
  onDidFailLogin(listener: (failure: LoginFailure) => void): Disposable;
  /** A cluster answered, for the first time or after a while, or its kinds have changed. */
  onDidConnect(listener: (contextName: string) => void): Disposable;
}

/** Where a plan was made for; pinned, so that `apply` cannot land elsewhere. */
export interface PlanTarget {
  readonly context: string;
  readonly server: string;
  /** For documents that name no namespace. */
  readonly namespace: string;
}

export interface PlanOptions {
  readonly signal?: AbortSignal;
  /** For documents that name none; the context's otherwise. */
  readonly namespace?: string;
  /** Document indexes to plan as if conflicts were taken over. */
  readonly force?: readonly number[];
  /** Document indexes whose `left` fields are to go. */
  readonly removeLeft?: readonly number[];
  readonly onProgress?: (done: number, total: number, entry: PlanEntry) => void;
  /** Document indexes to plan as deleted and made anew, where the plan before called them `replaceable`. */
  readonly replace?: readonly number[];
  /** What is waited for, when an answer takes long or a server is busy. */
  readonly onWait?: (text: string) => void;
}

export type PlanAction =
  | 'create'
  | 'change'
  | 'unchanged'
  /** Would be created, but only another document of this plan makes what it needs. Checked again at apply. */
  | 'create-after'
  /** The same of an object that is there. */
  | 'change-after'
  /** Is deleted and made anew, as it was asked for. */
  | 'replace'
  /** Another field manager owns fields that would change; see `conflicts`. Applied only when forced. */
  | 'conflict'
  /** The API server refused it; see `error`. */
  | 'refused'
  /** Cannot be sent: no apiVersion, kind or name; not YAML; unknown kind; namespace missing. See `error`. */
  | 'not-applicable';

export interface FieldConflict {
  readonly manager: string;
  readonly path: readonly PathSegment[];
  /** As the server writes it, e.g. `.spec.replicas`. */
  readonly field: string;
}

/** Fields that an earlier apply set and the manifest has no more; the server keeps them unless they are taken over. */
export interface LeftFields {
  /** Who set them; `an earlier apply` is one of ours that did not own them. */
  readonly by: 'kubectl apply' | 'kubectl apply --server-side' | 'an earlier apply';
  /** E.g. `spec.template.spec.containers[name="web"].env`. */
  readonly fields: readonly string[];
  /** Asked for with `removeLeft`: the diff is without them, and applying the entry removes them. */
  readonly isRemoved: boolean;
  /** Why the server does not let them go. */
  readonly error?: ClusterError;
  /** The entry is `refused` because of them, and is a change once they are removed. */
  readonly isInTheWay?: true;
}

/** Both sides of a diff, as YAML without the server's bookkeeping and without a Secret's values. Written when read. */
export interface DiffTexts {
  /** The live object; empty for `create`. */
  readonly before: string;
  /** The object as it would be. */
  readonly after: string;
}

export interface PlanEntry {
  /** `ManifestDocument.index`. */
  readonly index: number;
  readonly document: ManifestDocument;
  readonly action: PlanAction;
  /** With the namespace that it will land in. Absent when apiVersion, kind or name are. */
  readonly ref?: ResourceRef;
  readonly diff?: DiffTexts;
  readonly error?: ClusterError;
  readonly conflicts?: readonly FieldConflict[];
  readonly left?: LeftFields;
  /** The namespace to offer to create (`ClusterSession.createNamespace`, then plan again). */
  readonly missingNamespace?: string;
  /** For `create-after` and `change-after`: index of the document that makes what it was refused for. */
  readonly afterDocument?: number;
  /** Indexes of all documents of this plan without which it is not sent. */
  readonly needs?: readonly number[];
  /** Indexes of other documents of this plan that it names: they are sent before it. */
  readonly refersTo?: readonly number[];
  /**
   * The user may only read: both sides of the diff were compared here, without the server's defaults and checks. The entry
   * is `refused`.
   */
  readonly unchecked?: 'same' | 'different';
  /** A refused change for which the object could be deleted and made anew (`PlanOptions.replace`), and what is lost then. */
  readonly replaceable?: { readonly lost: string };
  /** The object as it is is being deleted; the first of `warnings` says so. */
  readonly isInDeletion?: boolean;
  /** Something to tell beside the action, e.g. that the name is made by the server. */
  readonly note?: string;
  readonly warnings: readonly string[];
}

export interface Plan {
  readonly target: PlanTarget;
  /** In the order of the documents. */
  readonly entries: readonly PlanEntry[];
  /** Their indexes in the order of sending. */
  readonly order: readonly number[];
}

export interface ApplyOptions {
  readonly signal?: AbortSignal;
  /** Only these documents; all that the plan can send unless told. */
  readonly only?: readonly number[];
  /** Documents whose conflicts are to be taken over. */
  readonly force?: readonly number[];
  readonly onProgress?: (done: number, total: number, result: DocumentResult) => void;
  /** What is waited for, when an answer takes long or a server is busy. */
  readonly onWait?: (text: string) => void;
}

export type DocumentResult = {
  readonly index: number;
  readonly ref?: ResourceRef;
  /** One line for a report, e.g. `created Pod web in default`. */
  readonly text: string;
  readonly warnings: readonly string[];
} & (
  | {
      readonly outcome: 'applied';
      readonly change: 'created' | 'changed' | 'unchanged';
      /** A part of what was planned was not done; `text` says which and why. */
      readonly isIncomplete?: true;
    }
  | { readonly outcome: 'refused'; readonly error: ClusterError }
  | { readonly outcome: 'not-sent'; readonly error?: ClusterError }
  /** Sent, and neither an answer nor the object, read again, tells whether it was done; it may still be done. */
  | { readonly outcome: 'unknown'; readonly error: ClusterError }
);

export interface ApplyReport {
  readonly target: PlanTarget;
  readonly results: readonly DocumentResult[];
  readonly cancelled: boolean;
}
