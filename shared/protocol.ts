// Every message between client and server that is not standard LSP: method, parameters, result, one
// sentence each. Listed for readers in docs/protocol.md. Names and types only; no connection, no I/O.
import type { Position, Range } from 'vscode-languageserver-types';
import type { Picture, PictureObject } from './picture.ts';

/** A request of ours, with the types of what it asks and of the answer. */
export interface RequestOf<P, R> {
  readonly method: string;
  /** For the compiler alone. */
  readonly types?: { readonly params: P; readonly result: R };
}

/** A message that nobody answers. */
export interface NotificationOf<P> {
  readonly method: string;
  readonly types?: { readonly params: P };
}

/** `initializationOptions` of the initialize request. Everything is optional: other editors send none. */
export interface InitializationOptions {
  /** What the editor holds under `dataPlatform` at start, so that the first files are read with it already. */
  settings?: unknown;
  /** What else is installed in this editor, so that the server does not answer twice. */
  neighbours?: {
    /** Another YAML extension (redhat.vscode-yaml) is installed and offers its own general help. */
    yaml?: boolean;
  };
  /** What the user chose earlier: see `schemaChoicesNotification`. */
  schemaChoices?: SchemaChoices;
  /** Likewise: see `chartChoicesNotification`. */
  chartChoices?: ChartChoices;
  /** The client wants to hear what the server works on: see `workNotification`. */
  wantsWork?: boolean;
  /** The client has the command `explainCommand`: quick fixes may call it. */
  canExplain?: boolean;
  /** The client has the command `showReferencesCommand`: code lenses may call it. */
  canShowReferences?: boolean;
}

/** A command of the client, with a code: shows what it means. */
export const explainCommand = 'dataPlatform.explainCode';

/** A command of the client: shows places below a line of a file. */
export const showReferencesCommand = 'dataPlatform.showReferences';

/** Its argument. */
export interface ShowReferences {
  readonly uri: string;
  readonly position: Place;
  readonly locations: readonly {
    readonly uri: string;
    readonly range: { readonly start: Place; readonly end: Place };
  }[];
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** Asks whether the server is there. Answered at once. */
export const pingRequest: RequestOf<Record<string, never>, PingResult> = {
  method: 'dataPlatform/ping',
};

export interface PingResult {
  /** A debugger can stop the server for as long as somebody likes. */
  isDebugged: boolean;
}

/** From the server, before it begins to work on another file: what a client has to know when the server hangs or falls. */
export const workNotification: NotificationOf<WorkParams> = {
  method: 'dataPlatform/work',
};

export interface WorkParams {
  /** As the client spells it; null: on no file, for a while. */
  uri: string | null;
  /** The message that it works on: `textDocument/hover`. */
  doing: string;
}

/** Asks what is known about the manifest document at a position; the status item shows the answer. */
export const documentInfoRequest: RequestOf<DocumentInfoParams, DocumentInfoResult> = {
  method: 'dataPlatform/documentInfo',
};

export interface DocumentInfoParams {
  uri: string;
  position: Position;
}

/** Null when the file has no manifest there (or is left alone, like a Helm template). */
export type DocumentInfoResult = DocumentInfo | null;

export interface DocumentInfo {
  apiVersion?: string;
  kind?: string;
  name?: string;
  /** As written in the document; absent when it names none. */
  namespace?: string;
  /** The schema in force, absent when the kind is not known (or not typed yet). */
  schema?: SchemaInfo;
  /** Zero-based place of this document among the documents of the file. */
  index: number;
  /** How many documents the file has. */
  count: number;
  /** Why help is reduced here, in words for the user: file too large, schema not readable, … */
  problem?: string;
  /** Values that another tool fills in before the manifest is applied; absent where there are none. */
  filledIn?: FilledInInfo;
  /** The release of Kubernetes that counts for the file, where the document is of one of Kubernetes' own kinds. */
  kubernetes?: KubernetesInForce;
  /** Set in a values file of Helm, and where the position is in values that a manifest holds. */
  values?: ValuesInfo;
  /** Set where no API server reads the file, but a tool does. */
  toolFile?: ToolFileInfo;
}

export interface ToolFileInfo {
  /** For a person: `skaffold`. */
  tool: string;
  /** How such a file is usually called. */
  file?: string;
  /** It names a schema on the web, which other extensions read. */
  isElsewhere?: boolean;
  /** Its fields are known here. */
  isKnown?: boolean;
}

export interface FilledInInfo {
  count: number;
  /** Who fills them in, for a person: `Flux`, `a template engine`. Most values first. */
  by: string[];
}

export interface KubernetesInForce {
  /** `1.29`. */
  version: string;
  /** Who says so; `newest`: nobody does. */
  from: 'commandLine' | 'configuration' | 'setting' | 'cluster' | 'newest';
  /** It is later than the newest release that is known here. */
  isLaterThanKnown?: boolean;
}

export interface ValuesInfo {
  /** The chart that the values are checked with; absent where none is recognised. */
  chart?: ChartSummary;
  /** How it was recognised; absent for values in a manifest. */
  reason?: 'comment' | 'choice' | 'chart' | 'release' | 'keys';
  /** The version that the values are for, where somebody says it. */
  wanted?: string;
  /** That version lies beyond the released ones that are known: keys that are not known are not reported. */
  beyond?: 'newer' | 'older';
  /** A chart is named that is not known here. */
  unknown?: string;
  /** The user wants this file left alone. */
  isLeftAlone?: boolean;
}

export interface ChartSummary {
  /** By which it is chosen. */
  id: string;
  name: string;
  /** For a person: `Superset chart`. */
  title: string;
  /** Of the schema; empty where it is not known. */
  version: string;
  docUrl?: string;
}

/** Asks for the charts that can be chosen for a values file. */
export const chartsRequest: RequestOf<Record<string, never>, ChartsResult> = {
  method: 'dataPlatform/charts',
};

export type ChartsResult = KnownChart[];

export interface KnownChart extends ChartSummary {
  /** What stands behind `# chart:` in a file to mean it. */
  comment: string;
}

/** Tells which charts the user chose for values files; the whole map each time. */
export const chartChoicesNotification: NotificationOf<ChartChoicesParams> = {
  method: 'dataPlatform/chartChoices',
};

/** URI of a file to the id of a chart, or to `none`: the file is left alone. A file that is not here is recognised. */
export type ChartChoices = Record<string, string>;

export interface ChartChoicesParams {
  choices: ChartChoices;
}

/** Tells how an open file was before, to be compared with: what cannot be changed in a cluster is told then. */
export const earlierTextNotification: NotificationOf<EarlierTextParams> = {
  method: 'dataPlatform/earlierText',
};

export interface EarlierTextParams {
  uri: string;
  /** Null: the file is new, or there is nothing to compare it with. */
  text: string | null;
  /** Where the text is from, as it stands in a sentence: `HEAD`. */
  was: string;
}

export interface SchemaInfo extends SchemaSourceInfo {
  /** Reference page of the kind. */
  docUrl?: string;
  /** Group of the kind, for a choice. */
  group: string;
  /** Every schema that there is for this kind, in the order in which they count; the one in force is among them. */
  available: SchemaSourceInfo[];
  /** The user chose it; otherwise it is the first by the order of sources. */
  isChosen: boolean;
}

export interface SchemaSourceInfo {
  /** By which it is chosen: `bundled`, `cluster`, `workspace:crds/foo.yaml`, `setting:foo.json`. */
  id: string;
  /** Where it comes from, for a person: `Kubernetes (bundled)`, `CRD in crds/foo.yaml`, `cluster minikube`, … */
  source: string;
  /** Version of that source, empty where it has none: `1.36`, `v2.5.0`, … */
  version: string;
  /** URI of the file that holds it. */
  file?: string;
}

/** Tells which schema the user wants for a kind where there are several; the whole map each time. */
export const schemaChoicesNotification: NotificationOf<SchemaChoicesParams> = {
  method: 'dataPlatform/schemaChoices',
};

/** `GROUP/Kind` (the core group: `/Kind`) to the id of a source; a kind that is not here follows the order. */
export type SchemaChoices = Record<string, string>;

export interface SchemaChoicesParams {
  choices: SchemaChoices;
}

/** From the server: the schema in force may be another one now. Only to clients that sent `schemaChoices` at the start. */
export const schemasChangedNotification: NotificationOf<Record<string, never>> = {
  method: 'dataPlatform/schemasChanged',
};

/** Tells which groups a cluster describes; null when there is none, or when it shall not be used any more. */
export const clusterSchemasNotification: NotificationOf<ClusterSchemasParams> = {
  method: 'dataPlatform/clusterSchemas',
};

export interface ClusterSchemasParams {
  cluster: {
    /** Name of the context, for a person. */
    context: string;
    /** `apps/v1` to the hash of its document: the same hash, the same document. */
    groupVersions: Record<string, string>;
    /** The release of Kubernetes that the server is of, where it tells one: `1.29`. */
    kubernetesVersion?: string;
  } | null;
}

/** From the server: asks for the schemas of one group and version, when a document first needs them. */
export const clusterSchemaRequest: RequestOf<ClusterSchemaParams, ClusterSchemaResult> = {
  method: 'dataPlatform/clusterSchema',
};

export interface ClusterSchemaParams {
  context: string;
  groupVersion: string;
}

/** Null where they cannot be had now; the next index asks again. */
export type ClusterSchemaResult = ClusterSchema | null;

export interface ClusterSchema {
  /** `components.schemas` of the group's OpenAPI document. */
  components: Record<string, unknown>;
  /** What its paths say of the kinds. */
  resources: ClusterResource[];
}

export interface ClusterResource {
  kind: string;
  plural: string;
  namespaced: boolean;
}

/** From the server: asks for an object as the cluster has it, where an open manifest describes it. */
export const liveObjectRequest: RequestOf<LiveObjectParams, LiveObjectResult> = {
  method: 'dataPlatform/liveObject',
};

export interface LiveObjectParams {
  context: string;
  apiVersion: string;
  kind: string;
  name: string;
  /** Absent: that of the context, or the kind has none. */
  namespace?: string;
}

/** YAML, with the values of Secrets hidden. Null where there is no such object, or it may not be read. */
export type LiveObjectResult = { text: string } | null;

/** From the server: asks which objects of a kind the cluster has, where an open manifest refers to one. */
export const clusterNamesRequest: RequestOf<ClusterNamesParams, ClusterNamesResult> = {
  method: 'dataPlatform/clusterNames',
};

export interface ClusterNamesParams {
  context: string;
  /** Where the cluster serves the kind in another version, that one is asked for. */
  apiVersion: string;
  kind: string;
  /** Absent: that of the context, or the kind has none. */
  namespace?: string;
}

/** Null where they may not be listed. */
export type ClusterNamesResult = { names: string[] } | null;

/** From the server: asks which keys a ConfigMap or a Secret has, where an open manifest reads one of them. */
export const clusterKeysRequest: RequestOf<ClusterKeysParams, ClusterKeysResult> = {
  method: 'dataPlatform/clusterKeys',
};

export interface ClusterKeysParams {
  context: string;
  kind: 'ConfigMap' | 'Secret';
  name: string;
  /** Absent: that of the context. */
  namespace?: string;
}

/** Never a value. Null where there is no such object, or it may not be read. */
export type ClusterKeysResult = { keys: string[] } | null;

/** Lists the manifest documents of an open file with their places, in file order. */
export const manifestDocumentsRequest: RequestOf<ManifestDocumentsParams, ManifestDocumentsResult> =
  {
    method: 'dataPlatform/manifestDocuments',
  };

export interface ManifestDocumentsParams {
  uri: string;
}

/** Null when the file is not one of ours. Empty documents are left out. */
export type ManifestDocumentsResult = ManifestDocumentSummary[] | null;

export interface ManifestDocumentSummary {
  /** From the document's first character to its last, without the `---` lines. */
  range: Range;
  apiVersion?: string;
  kind?: string;
  name?: string;
  namespace?: string;
}

/** Asks in which files of the workspace an object is defined. */
export const objectPlacesRequest: RequestOf<ObjectPlacesParams, ObjectPlacesResult> = {
  method: 'dataPlatform/objectPlaces',
};

export interface ObjectPlacesParams {
  apiVersion: string;
  kind: string;
  name: string;
  /** Absent for an object of the whole cluster. */
  namespace?: string;
}

/** The name of the object in each of its definitions; those that name no namespace may land in any. */
export type ObjectPlacesResult = { uri: string; range: Range }[];

/**
 * A document with this scheme is an object of a cluster that is edited: it is checked like any manifest, and defines nothing
 * that the files of the workspace could refer to.
 */
export const clusterObjectScheme = 'dataplatform-object';

/** Asks for a picture of what hangs together: of the objects of an open file, or of the one at a position. */
export const pictureRequest: RequestOf<PictureParams, PictureResult> = {
  method: 'dataPlatform/picture',
};

export interface PictureParams {
  uri: string;
  position?: Position;
}

/** Null when the file is not one of ours. */
export type PictureResult = Picture | null;

/** Asks for a picture of manifests that the client holds, such as those of a cluster. Nothing of them is kept. */
export const manifestPictureRequest: RequestOf<ManifestPictureParams, PictureResult> = {
  method: 'dataPlatform/manifestPicture',
};

export interface ManifestPictureParams {
  /** Each a manifest, as JSON or YAML. */
  manifests: readonly string[];
  /** The picture is of these; of all where there are none. */
  main: readonly PictureObject[];
  /** Kinds of which all objects are among the manifests: another name of one of them is that of nothing. */
  whole: readonly { readonly group: string; readonly kind: string }[];
}
