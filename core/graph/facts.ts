/**
 * What an object says that others may ask for: its name, what it refers to, what it selects. Plain data that can be kept
 * without the text that it was read from. Places count from the start of the document.
 */
import type { Range } from '../model/manifestDocument.ts';

/** A word with its place. */
export interface Named {
  readonly text: string;
  readonly range: Range;
}

/** A kind without its version: objects of all versions are the same objects. */
export interface KindName {
  readonly group: string;
  readonly kind: string;
}

export interface ObjectFacts extends KindName {
  readonly name: Named;
  /** As it is written; undefined where the manifest does not say it. */
  readonly namespace?: string;
  /** From the root of the document to the object: empty, or an item of a `List`. */
  readonly within: readonly (string | number)[];
  readonly labels: Labels;
  /** Of a ConfigMap or a Secret; absent for other kinds, and where something in the cluster writes more of them. */
  readonly keys?: readonly Named[];
  /** Of a Secret: the variables that a text of it sets for a shell, by the key of the text; absent where it has no such text. */
  readonly variables?: Readonly<Record<string, readonly string[]>>;
  /** Of an AuthenticationClass: how users are known, `ldap`, `oidc`. */
  readonly provider?: string;
  /** Of a KafkaConnect that takes its connectors by request, and looks at no KafkaConnector. */
  readonly ignoresConnectors?: true;
  /** Of a KafkaNodePool: what its nodes are; absent where that is filled in. */
  readonly nodeRoles?: readonly string[];
  /** Of a Kafka that keeps its metadata itself, in controllers. */
  readonly needsControllers?: true;
  /** Of a WorkflowTemplate: what its templates and itself take. */
  readonly inputs?: readonly InputFacts[];
  /** Parts that others name beside its name, by the field that they do so in; absent where one is filled in. */
  readonly parts?: Readonly<Record<string, readonly Named[]>>;
  /** Names of the ports of a Service; absent for other kinds. */
  readonly portNames?: readonly string[];
  /** Namespaces beside its own in which it is known by its name; `*` stands for all of them. */
  readonly reaches?: readonly string[];
  readonly references: readonly Reference[];
  /** Objects that are made from this one, by an operator or by a tool. */
  readonly makes: readonly MadeObject[];
  readonly selectors: readonly Selector[];
  /** Of a Service. */
  readonly service?: ServiceFacts;
  /** Of a Role, or of what binds one. */
  readonly rights?: readonly Right[];
  readonly quota?: QuotaFacts;
  /** Of a LimitRange. */
  readonly limits?: readonly LimitFacts[];
  /** Of a PriorityClass that is the one of pods which name none. */
  readonly isGlobalDefault?: true;
  /** Of an autoscaler: what it adds pods to, and up to how many. */
  readonly scaling?: Scaling;
  /** Of a PodDisruptionBudget: how many pods must stay. */
  readonly leastPods?: Counted;
  /** Of a Kafka or a pool of it: how many brokers it runs. */
  readonly brokers?: number;
  /** Of a topic, a cluster or what stores something in one: on how many brokers each partition lies. */
  readonly copies?: readonly CopyFacts[];
  /** Of a Gateway; absent where one is filled in. */
  readonly listeners?: readonly ListenerFacts[];
  /** Of a route: the hosts that it is for, where it names some. */
  readonly hostnames?: readonly Named[];
  /** Of a ReferenceGrant. */
  readonly grants?: GrantFacts;
  /** Of a release of an operator's chart, or of values for one. */
  readonly watches?: readonly WatchFacts[];
  /** Of a Spark application: fields that do something only where a value of the operator's chart is on, by that value. */
  readonly switchedFields?: Readonly<Record<string, readonly Named[]>>;
  /** Files of ConfigMaps that containers find under another name than their key. */
  readonly mountedFiles?: readonly MountedFile[];
  /** Of a ConfigMap with keys that do not tell what their files are. */
  readonly unnamedFiles?: UnnamedFiles;
  /** Pods that come from the object, with what they mount. */
  readonly pods: readonly PodFacts[];
  readonly storage?: StorageFacts;
  readonly podDefault?: PodDefaultFacts;
}

/** A port of a Gateway, and what it takes. */
export interface ListenerFacts {
  readonly name: string;
  readonly port: string;
  /** Absent: all hosts. */
  readonly hostname?: string;
  /** Whose routes it takes: `Same`, `All`, `Selector`, `None`. */
  readonly from: string;
}

/** Who may name what of a namespace from another one. */
export interface GrantFacts {
  readonly from: readonly (KindName & { readonly namespace: string | undefined })[];
  /** Without a name all of the kind. */
  readonly to: readonly (KindName & { readonly name: string | undefined })[];
}

/** A file of a ConfigMap in a container. */
export interface MountedFile {
  readonly configMap: string;
  readonly key: string;
  /** Where a container finds it. */
  readonly path: string;
}

export interface UnnamedFiles {
  /** Of the files. */
  readonly keys: readonly string[];
  /** Of the document: it is read where somebody mounts one of the files under a name that tells what it is. */
  readonly text: string;
}

/** What a PodDefault adds to the pods that it selects. */
export interface PodDefaultFacts {
  readonly selector: VolumeSelector;
  readonly adds: readonly (GivenPart & { readonly range: Range })[];
}

/** Something that a pod has by a name, and that a PodDefault may add, too. */
export interface GivenPart {
  readonly field: 'env' | 'volumeMounts' | 'volumes' | 'tolerations' | 'labels' | 'annotations';
  readonly name: string;
  readonly value: GivenValue;
  /** Of a mount: where it is. */
  readonly path?: string;
  readonly container?: string;
}

/** A value with digests in the place of its texts; null: filled in later. */
export type GivenValue =
  string | null | readonly GivenValue[] | { readonly [key: string]: GivenValue };

/** Of the values of an operator's chart: what the operator looks at. */
export interface WatchFacts {
  /** For a person: `Spark operator`. */
  readonly operator: string;
  /** `GROUP/Kind`. */
  readonly kinds: readonly string[];
  /** Value that lists the namespaces. */
  readonly field: string;
  /** Undefined: all, or not known. */
  readonly namespaces?: readonly string[];
  /** Where they are listed, if they are. */
  readonly listRange?: Range;
  readonly switches?: readonly OperatorSwitch[];
}

/** A value of a chart that is off, or left off. */
export interface OperatorSwitch {
  readonly value: string;
  readonly valueRange?: Range;
}

export interface ServiceFacts {
  /** Where its ports stand, where it selects no pods to have them and stands for no other name. */
  readonly bare?: Range;
  readonly isHeadless: boolean;
  /** By name and by number. */
  readonly ports: readonly string[];
}

export interface QuotaFacts {
  readonly isScoped: boolean;
  readonly hard: readonly HardLimit[];
}

export interface HardLimit {
  readonly resource: Named;
  /** In whole units. */
  readonly amount: number;
  readonly written: Named;
}

/** One limit of a LimitRange, in whole units. */
export interface LimitFacts {
  /** `Container`, `Pod`, `PersistentVolumeClaim`. */
  readonly type: string;
  readonly min: Amounts;
  readonly max: Amounts;
  /** Resources that a container has a request for without asking. */
  readonly defaults: readonly string[];
}

/** What breaks a level of the Pod Security Standards, in words that go on behind "the pod has". */
export interface SecurityFacts {
  readonly baseline: readonly Named[];
  /** Beyond what breaks the baseline. */
  readonly restricted: readonly Named[];
}

/** A rule of a role. */
export interface Right {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface Scaling {
  readonly target: Reference;
  readonly most: Counted;
  /** Resources whose use is measured against what is requested. */
  readonly ofRequests: readonly Named[];
}

export type Labels = Readonly<Record<string, string>>;

/** A name that stands for another object. */
export interface Reference extends KindName {
  readonly name: Named;
  /** Written beside the name. */
  readonly namespace?: string;
  /** Keys of the ConfigMap or Secret that are read. */
  readonly keys: readonly Named[];
  /** Of a part that has an account of its own: `driver`. */
  readonly field?: string;
  /** Keys that are read though nobody writes them. */
  readonly needs: readonly string[];
  /** Of each of these lists one key is read. */
  readonly needsOneOf?: readonly (readonly string[])[];
  /** Of a template of Argo: what is passed to it. */
  readonly passed?: Passed;
  /** Which of its parts, each with the field that names it. */
  readonly parts?: readonly NamedPart[];
  /** Of a Service: its port, by name or number. */
  readonly port?: Named;
  /** Of an AuthenticationClass: the keys that stand beside its name. */
  readonly beside?: readonly string[];
  /** The object starts without it, too. */
  readonly isOptional: boolean;
  /** It stands within a text, so that nobody waits for it: of one that is missing only a slip is told. */
  readonly isInText?: true;
  /** What reads the name may make the object itself, as a chart does: of one that is missing only a slip is told. */
  readonly mayBeMade?: true;
  /** Nothing waits for the object, and it may come later: of one that is missing only a slip is told, as a hint. */
  readonly mayBeAbsent?: true;
  /** Of a claim: pods on several nodes use it. */
  readonly isShared?: true;
}

/** What a template of Argo takes. */
export interface InputFacts {
  readonly template: string;
  readonly what: 'parameters' | 'artifacts';
  readonly names: readonly string[];
  /** Without a default. */
  readonly needed: readonly string[];
}

/** What is passed to a template, or to a whole WorkflowTemplate; lists that are filled in are absent. */
export interface Passed {
  readonly lists: readonly {
    readonly what: InputFacts['what'];
    readonly names: readonly Named[];
  }[];
  readonly isWhole?: true;
}

/** The name of a part of an object: of a template, a listener. */
export interface NamedPart extends Named {
  readonly field: string;
}

export interface MadeObject extends KindName {
  readonly name: string;
  /** Where it is not the one of the object that it is made from. */
  readonly namespace?: string;
  /** Keys that it is known to have; undefined: not known. */
  readonly keys?: readonly string[];
  /** Of a Service: its ports by number, where all are known. */
  readonly ports?: readonly string[];
}

/** Labels that others must have. */
export interface Selector {
  /** What is chosen: pods, or objects of a kind. */
  readonly of: 'pods' | KindName;
  readonly labels: Labels;
  readonly range: Range;
  /** Ports by name that the selected containers must have. */
  readonly ports: readonly Named[];
}

export interface PodFacts {
  readonly labels: Labels;
  readonly range: Range;
  /** How many run at the same time; undefined where it is not known. */
  readonly replicas?: Counted;
  readonly portNames: readonly string[];
  readonly portNumbers: readonly number[];
  readonly containers: readonly ContainerFacts[];
  readonly nodeName?: Named;
  /** Values that a label of the node must be one of, by `nodeSelector` and the required terms of node affinity. */
  readonly nodeLabels: Readonly<Record<string, readonly string[]>>;
  readonly fsGroup?: Range;
  readonly security?: SecurityFacts;
  /** What a PodDefault may add, too; absent for pods that none is for. */
  readonly given?: readonly GivenPart[];
  /** `Recreate`, `RollingUpdate`, `OnDelete`. */
  readonly strategy?: Named;
  /** Of a CronJob: `Allow`, `Forbid`, `Replace`. */
  readonly concurrency?: Named;
  /** Address of a database that is a file: `sqlite:`, `jdbc:derby:`. */
  readonly fileDatabase?: Named;
  readonly claims: readonly MountedClaim[];
  /** Claims that are made for each pod. */
  readonly templates: readonly ClaimTemplate[];
}

export interface Counted {
  readonly count: number;
  /** It stands in the manifest. */
  readonly isWritten?: true;
  readonly range: Range;
}

/** Copies of partitions. */
export interface CopyFacts extends Counted {
  /** Of configuration: its key. */
  readonly setting?: string;
}

/** What a container asks for, by resource: thousandths of a processor or bytes as whole numbers of the unit. */
export interface ContainerFacts {
  readonly name: string;
  readonly range: Range;
  readonly isInitial: boolean;
  /** An init container that goes on running. */
  readonly isSidecar: boolean;
  /** It says on which ports it listens. */
  readonly hasPorts: boolean;
  readonly requests: Amounts;
  readonly limits: Amounts;
}

export type Amounts = Readonly<Record<string, number>>;

/** A volume of a pod that is a claim. */
export interface MountedClaim {
  readonly volume: string;
  readonly claim: Named;
  readonly isReadOnly: boolean;
  /** Where it is mounted, if a database keeps its data there. */
  readonly dataPath?: string;
  readonly mounts: readonly Range[];
  /** Of the mounts those that may be written to. */
  readonly written: readonly Range[];
  readonly devices: readonly Range[];
}

export interface ClaimTemplate {
  readonly name: Named;
  readonly claim: ClaimFacts;
  /** Where it is mounted, if a database keeps its data there. */
  readonly dataPath?: string;
  readonly mounts: readonly Range[];
  readonly devices: readonly Range[];
}

export type StorageFacts =
  | ({ readonly of: 'claim' } & ClaimFacts)
  | ({ readonly of: 'volume' } & VolumeFacts)
  | ({ readonly of: 'class' } & ClassFacts)
  | { readonly of: 'snapshotClass'; readonly driver: string };

/** What a claim asks for. */
export interface ClaimFacts {
  /** Undefined where it is not written or null; empty: no class. */
  readonly className?: string;
  readonly classRange?: Range;
  readonly modes: readonly string[];
  readonly modesRange?: Range;
  /** In bytes; undefined where it is not written or no quantity. */
  readonly request?: number;
  /** As it is written. */
  readonly requestText?: Named;
  /** What it asked for before the change, where it asks for more now. */
  readonly grew?: { readonly from: string; readonly was: string };
  readonly volumeMode: string;
  readonly volumeModeRange?: Range;
  readonly volumeName?: Named;
  readonly selector?: VolumeSelector;
  /** What it is filled from. */
  readonly source?: { readonly kind: string; readonly name: Named };
}

export interface VolumeSelector {
  readonly labels: Labels;
  readonly expressions: readonly LabelExpression[];
  readonly range: Range;
}

export interface LabelExpression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export interface VolumeFacts {
  readonly className: string;
  readonly classRange?: Range;
  readonly modes: readonly string[];
  /** In bytes. */
  readonly capacity?: number;
  readonly capacityText?: string;
  readonly volumeMode: string;
  readonly reclaimPolicy: string;
  /** Where the data lies: `nfs`, `hostPath`, `local`, `csi`. */
  readonly source?: string;
  readonly claimRef?: { readonly name: Named; readonly namespace?: string };
  /** Host names or zones that its node affinity asks for, by label. */
  readonly nodeLabels: Readonly<Record<string, readonly string[]>>;
  readonly nodeRange?: Range;
  /** Driver and name of the storage behind it, for CSI. */
  readonly handle?: Named;
}

export interface ClassFacts {
  readonly provisioner: string;
  readonly isDefault: boolean;
  readonly bindsLate: boolean;
  readonly reclaimPolicy: string;
  /** It is written, not the default. */
  readonly saysReclaimPolicy: boolean;
  readonly mayExpand: boolean;
  readonly parameters: Labels;
  /** Zones of `allowedTopologies`, by label. */
  readonly topologies: Readonly<Record<string, readonly string[]>>;
}

/** The objects of one document. */
export type DocumentFacts = readonly ObjectFacts[];
