/** Charts whose values we describe: what `dist/schemas/charts.json` holds, and which of them a file is for. */

/** `dist/schemas/charts.json`. Read when a values file shows up, not before. */
export interface ChartIndex {
  charts: ChartEntry[];
}

export interface ChartEntry {
  /** Folder of the chart, by which it is chosen; its bundle is `chart.ID`. */
  id: string;
  /** The chart's own name; several charts may have the same. */
  name: string;
  /** For a person: `Superset chart`. */
  title: string;
  /** The version that the schema was checked against. */
  version: string;
  /** Range of versions whose unknown keys are errors; absent: the same major (of 0.x: minor) version. */
  compatible?: string;
  appVersion?: string;
  /** Which released versions have which keys is known: `history.ID`. */
  hasHistory?: boolean;
  /** The chart ships a schema: Helm itself refuses wrong types. */
  shipsSchema?: boolean;
  docUrl?: string;
  repositories: string[];
  aliases?: string[];
  /** Top-level keys that few other charts have. */
  signature: string[];
  /** Of an operator: in which namespaces it looks at objects. */
  watches?: ChartWatches;
  /** All top-level keys. */
  keys: string[];
}

/** Which objects an operator looks at, by the values of its chart. */
export interface ChartWatches {
  /** `GROUP/Kind`. */
  kinds: string[];
  /** Value with the list of namespaces, or one text with commas; an empty text in it stands for all. */
  namespaces: string;
  /** What a list that is empty or not written stands for; absent: all namespaces. */
  byDefault?: string[];
  /** The namespace of the operator is one of them. */
  hasOwn?: boolean;
  /** Value that adds namespaces which nobody can name here, or all. */
  more?: string;
}

/** What somebody says about the chart that values are for. */
export interface ChartRef {
  readonly name: string;
  readonly version?: string;
  /** URL of the repository, where it is known. */
  readonly repository?: string | undefined;
  /** What the repository is called, where nothing tells its URL. */
  readonly repositoryName?: string;
}
