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
  /** All top-level keys. */
  keys: string[];
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
