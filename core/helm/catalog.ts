/** The charts that we know, and which of them somebody means by a name, a version and a repository. */
import type { SchemaStore } from '../schema/schemaStore.ts';
import type { ChartEntry, ChartIndex, ChartRef } from './chart.ts';
import { compareVersions, distance, isInRange, parseVersion } from './version.ts';
import { withoutEnd } from '../../shared/trim.ts';

export class ChartCatalog {
  readonly #store: SchemaStore;
  #charts: readonly ChartEntry[] | undefined;

  constructor(store: SchemaStore) {
    this.#store = store;
  }

  /** Read from disk when a values file first shows up. */
  get charts(): readonly ChartEntry[] {
    return (this.#charts ??= readCharts(this.#store));
  }

  byId(id: string): ChartEntry | undefined {
    return this.charts.find((chart) => chart.id === id);
  }

  /** The chart that is meant; of several versions the nearest. `keys`: the top-level keys of the values, where known. */
  find(ref: ChartRef, keys: readonly string[] = []): ChartEntry | undefined {
    const own = this.byId(ref.name);
    // A folder's name tells charts of one name apart.
    if (own && own.name !== own.id) return own;
    const named = this.#named(ref.name);
    if (named.length === 0) return undefined;
    const { repository } = ref;
    if (repository) {
      const there = named.filter((chart) => isOfRepository(chart, repository));
      if (there.length > 0) return nearest(there, ref.version);
      // Its charts have the names of others and values of their own.
      if (/bitnami/i.test(repository)) return undefined;
    }
    // From another place it may be a copy, or another chart of that name: the keys tell.
    const isElsewhere = repository !== undefined && keys.length >= fewKeys;
    const alike = isElsewhere ? named.filter((chart) => knows(chart, keys)) : named;
    const fitting = withoutNamesakes(alike, ref.version, keys);
    if (new Set(fitting.map(familyOf)).size <= 1) return nearest(fitting, ref.version);
    const there = new Set(keys);
    const known = (chart: ChartEntry): number => countIn(there, chart.keys);
    const most = Math.max(...fitting.map(known));
    const best = fitting.filter((chart) => known(chart) === most);
    // Where the keys say no more, the version may: of several charts one alone has such numbers.
    const ofVersion = ref.version ? best.filter((chart) => isTrusted(chart, ref.version)) : [];
    const left = new Set(ofVersion.map(familyOf)).size === 1 ? ofVersion : best;
    const isOne = new Set(left.map(familyOf)).size === 1;
    const chosen = isOne ? left[0] : left.find(({ id, name }) => id === name);
    // The keys tell whose chart it is, the version which of its charts.
    return (
      chosen &&
      nearest(
        fitting.filter((chart) => familyOf(chart) === familyOf(chosen)),
        ref.version,
      )
    );
  }

  /**
   * The chart that a release or a parent installs: from an address that is known as its own. Where no address is told, a
   * name says nothing without keys of the chart beside it, or a repository that is called like its own.
   */
  installed(ref: ChartRef, keys: readonly string[]): ChartEntry | undefined {
    const { repository = '', ...named } = ref;
    if (repository.startsWith('file:')) return undefined;
    if (/[/.]/.test(repository)) return this.installedFrom(ref);
    const entry = this.find(named, keys);
    if (!entry) return undefined;
    const alias = ref.repositoryName ?? /^(?:@|alias:)(.+)$/.exec(repository)?.[1];
    const isOfName = alias !== undefined && isNameOf(entry, alias);
    const isOurs = isOfName ? keys.length < fewKeys || knows(entry, keys) : agrees(entry, keys);
    return isOurs ? entry : undefined;
  }

  /** The chart of that name from its own repository. */
  installedFrom(ref: ChartRef): ChartEntry | undefined {
    const { repository } = ref;
    if (repository === undefined) return undefined;
    return nearest(
      this.#named(ref.name).filter((chart) => isOfRepository(chart, repository)),
      ref.version,
    );
  }

  /**
   * The chart that a folder or an archive is a copy of: one that names the places of the chart, or has its very defaults.
   * `keys`: top-level keys of those.
   */
  copyOf(
    chart: ChartRef & { readonly sources: readonly string[] },
    keys: readonly string[],
  ): ChartEntry | undefined {
    // Its charts have the names of others, name their projects, and have values of their own.
    const bitnami = chart.sources.filter((source) => /bitnami/i.test(source));
    for (const repository of bitnami.length > 0 ? bitnami : chart.sources) {
      const entry = this.installedFrom({ ...chart, repository });
      if (entry && knows(entry, keys)) return entry;
    }
    if (bitnami.length > 0) return undefined;
    const entry = this.find({ ...chart, repository: undefined }, keys);
    return entry && hasDefaultsOf(entry, keys) ? entry : undefined;
  }

  #named(name: string): readonly ChartEntry[] {
    return this.charts.filter((chart) => [chart.name, ...(chart.aliases ?? [])].includes(name));
  }

  /** What the comment `# chart:` says to mean this very chart: `NAME@VERSION`, or its id where others have the name. */
  commentFor({ id, name, version, ...chart }: ChartEntry): string {
    const family = familyOf({ name, ...chart });
    const isAlone = this.charts.every((other) => other.name !== name || familyOf(other) === family);
    return `${isAlone || id === name ? name : id}@${version}`;
  }

  /** A chart that is installed from a folder of its project's repository, where that is one of ours. */
  inRepository(repository: string, folder: string): ChartEntry | undefined {
    const name = withoutEnd(folder, /\//).split('/').at(-1) ?? '';
    const own = this.charts.filter((chart) => isOfRepository(chart, repository));
    // A project with one chart keeps it in a folder of no name of its own.
    return own.find((chart) => chart.name === name || /^(chart|helm)$/.test(name));
  }

  /**
   * The one chart whose top-level keys these are. Undefined where none is, or several could be. `isLikely`: something
   * else speaks for values, too; without it every key must be the chart's.
   */
  byKeys(keys: readonly string[], isLikely: boolean): ChartEntry | undefined {
    const own = keys.filter((key) => key !== 'global');
    const there = new Set(own);
    const scored = this.charts
      .map((chart) => ({
        chart,
        known: countIn(there, chart.keys),
        telling: countIn(there, chart.signature),
      }))
      .filter(({ known, telling }) =>
        isLikely
          ? telling >= 2 &&
            (known >= 3 || known === own.length) &&
            own.length - known <= fewUnknown(own)
          : telling >= 3 && known === own.length,
      )
      .sort((a, b) => b.known - a.known || b.telling - a.telling);
    const [first, second] = scored;
    if (!first) return undefined;
    const isTie = second?.known === first.known && second.telling === first.telling;
    if (isTie && familyOf(second.chart) !== familyOf(first.chart)) return undefined;
    const family = scored.filter(
      ({ chart, known }) => familyOf(chart) === familyOf(first.chart) && known === first.known,
    );
    return nearest(
      family.map(({ chart }) => chart),
      undefined,
    );
  }
}

/**
 * Bitnami's charts have the names of others: where nothing tells the repository, only a version of theirs speaks for them, or
 * keys that are theirs and of no other chart of the name.
 */
function withoutNamesakes(
  charts: readonly ChartEntry[],
  version: string | undefined,
  keys: readonly string[],
): readonly ChartEntry[] {
  const others = charts.filter((chart) => !isNamesake(chart));
  if (others.length === 0) return charts;
  const isStrange = keys.length >= fewKeys && !others.some((chart) => knows(chart, keys));
  const meant = charts
    .filter(isNamesake)
    .filter(
      (chart) =>
        (version !== undefined && isTrusted(chart, version)) || (isStrange && agrees(chart, keys)),
    );
  return [...others, ...meant];
}

function isNamesake({ repositories }: ChartEntry): boolean {
  return repositories.some((repository) => /bitnami/i.test(repository));
}

/** Fewer say nothing about which chart they are of. */
const fewKeys = 3;

/** A typo or two; with more it is some other chart. */
function fewUnknown(keys: readonly string[]): number {
  return Math.max(1, Math.floor(keys.length / 5));
}

function readCharts(store: SchemaStore): readonly ChartEntry[] {
  try {
    return (store.bundle('charts') as unknown as ChartIndex).charts;
  } catch {
    return []; // a build without charts
  }
}

/** Charts of one name from one place are versions of the same chart. */
function familyOf({ name, repositories }: Pick<ChartEntry, 'name' | 'repositories'>): string {
  return `${name} ${repositories[0] ?? ''}`;
}

/** How many of a chart's keys are there: a file may have any number, a chart has some dozens. */
function countIn(there: ReadonlySet<string>, keys: readonly string[]): number {
  return keys.reduce((count, key) => count + Number(there.has(key)), 0);
}

/** Most of the keys are its own. */
function knows(chart: ChartEntry, keys: readonly string[]): boolean {
  const own = keys.filter((key) => key !== 'global');
  return countIn(new Set(own), chart.keys) * 2 >= own.length;
}

/**
 * The keys say that it is this chart. A name of everybody's, such as `operator`, says less. Without keys nothing is judged
 * either: they are only offered.
 */
function agrees(chart: ChartEntry, keys: readonly string[]): boolean {
  const there = new Set(keys);
  const isOwnName = chart.name === chart.id;
  if (keys.length === 0) return isOwnName;
  return (
    knows(chart, keys) &&
    countIn(there, chart.signature) >= 1 &&
    countIn(there, chart.keys) >= (isOwnName ? 1 : 2)
  );
}

/** Whether somebody's own name for a repository is that of the chart, or a word of its addresses: `trinodb`, `jupyterhub`. */
function isNameOf({ name, id, aliases = [], repositories }: ChartEntry, alias: string): boolean {
  if ([id, ...aliases].includes(alias) || (name === id && name === alias)) return true;
  const words = repositories.flatMap((repository) => placeOf(repository).split(/[./]/));
  return alias.length >= 4 && !common.has(alias) && words.includes(alias.toLowerCase());
}

/** Words of addresses that say nothing of whose they are. */
const common: ReadonlySet<string> = new Set([
  ...['github', 'apache', 'helm', 'charts', 'chart', 'helm-charts', 'helm-chart', 'operator'],
  ...['downloads', 'archive', 'dist', 'quay', 'https'],
]);

/** Defaults of another version differ by a key or two. */
function hasDefaultsOf(chart: ChartEntry, keys: readonly string[]): boolean {
  const there = new Set(keys);
  return (
    countIn(there, chart.signature) >= 2 &&
    countIn(there, chart.keys) >= Math.max(3, keys.length * 0.8)
  );
}

function isOfRepository({ repositories, name }: ChartEntry, wanted: string): boolean {
  const place = placeOf(wanted);
  return repositories.some((repository) => {
    const own = placeOf(repository);
    return (
      place === own ||
      place === `${own}/${name}` ||
      place.startsWith(`${own}/`) ||
      own === `${place}/${name}`
    );
  });
}

/** A URL without what may be written in several ways. */
function placeOf(url: string): string {
  return url
    .toLowerCase()
    .replace(/^\w+:\/\//, '')
    .replace(/^git@([^:]+):/, '$1/')
    .replace(/(?<!\/)\/+$/, '')
    .replace(/\.git$/, '')
    .replace(/\/index\.yaml$/, '');
}

/** The chart of the wanted version, else the one next to it; without a version the newest. */
function nearest(
  charts: readonly ChartEntry[],
  wanted: string | undefined,
): ChartEntry | undefined {
  const version = wanted === undefined ? undefined : parseVersion(wanted);
  const sorted = charts.toSorted((a, b) => {
    const [left, right] = [parseVersion(a.version), parseVersion(b.version)];
    if (!left || !right) return 0;
    return version
      ? distance(left, version) - distance(right, version)
      : compareVersions(right, left);
  });
  return (version && sorted.find((chart) => isTrusted(chart, wanted))) ?? sorted[0];
}

/** Whether our keys of a chart are those of the wanted version, too. True where no version is known. */
export function isTrusted(chart: ChartEntry, wanted: string | undefined): boolean {
  const version = wanted === undefined ? undefined : parseVersion(wanted);
  const own = parseVersion(chart.version);
  if (!version || !own) return true;
  if (chart.compatible !== undefined) return isInRange(version, chart.compatible);
  return version[0] === own[0] && (own[0] > 0 || version[1] === own[1]);
}
