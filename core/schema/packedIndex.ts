/**
 * The index of kinds as `dist/schemas/index.json` has it: what the kinds of a bundle share stands once. It is all that is
 * read of the schemas when the server starts, so it is kept small.
 */
import { groupBy } from '../../shared/groupBy.ts';
import { formatApiVersion, parseApiVersion } from '../../shared/gvk.ts';
import type { KindEntry } from './schema.ts';

export interface PackedIndex {
  readonly bundles: readonly PackedBundle[];
}

interface PackedBundle {
  readonly bundle: string;
  readonly source: string;
  readonly version: string;
  /** The system that publishes the CRDs of its kinds. */
  readonly published?: string;
  /** How the pages of all its kinds begin. */
  readonly page?: string;
  /** By apiVersion. */
  readonly kinds: Readonly<Record<string, readonly PackedKind[]>>;
}

/** Cut after the last cell that says something. The definition is empty where it is named like the kind. */
type PackedKind = readonly [
  kind: string,
  plural: string,
  namespaced: 0 | 1,
  shortNames?: string,
  definition?: string,
  page?: string,
  until?: string,
  about?: About,
];

/** What few kinds have. */
type About = Pick<KindEntry, 'rank' | 'name'>;

export function packIndex(kinds: readonly KindEntry[]): PackedIndex {
  const byBundle = groupBy(kinds, ({ bundle, source }) => `${bundle} ${source}`);
  return { bundles: [...byBundle.values()].flatMap(packBundle) };
}

export function unpackIndex({ bundles }: PackedIndex): KindEntry[] {
  return bundles.flatMap((packed) =>
    Object.entries(packed.kinds).flatMap(([apiVersion, kinds]) =>
      kinds.map((kind) => unpackKind(packed, apiVersion, kind)),
    ),
  );
}

function packBundle(kinds: readonly KindEntry[]): PackedBundle[] {
  const [first] = kinds;
  if (!first) return [];
  const published = kinds.find((kind) => kind.published !== undefined)?.published;
  const pages = kinds.map(({ docUrl }) => docUrl ?? '');
  const page = commonStart(pages);
  const byVersion = groupBy(kinds, formatApiVersion);
  return [
    {
      ...{ bundle: first.bundle, source: first.source, version: first.sourceVersion },
      ...(published !== undefined && { published }),
      ...(page !== '' && { page }),
      kinds: Object.fromEntries(
        [...byVersion].map(([version, each]) => [
          version,
          each.map((entry) => packKind(entry, page.length)),
        ]),
      ),
    },
  ];
}

function packKind(entry: KindEntry, pageStart: number): PackedKind {
  const { kind, plural, namespaced, shortNames = [], definition, docUrl = '', until = '' } = entry;
  const { rank, name } = entry;
  const about: About = { ...(rank !== undefined && { rank }), ...(name && { name }) };
  const cells = [
    ...[kind, plural, namespaced ? 1 : 0, shortNames.join(' ')],
    ...[definition === kind ? '' : definition, docUrl.slice(pageStart), until],
    Object.keys(about).length > 0 ? about : '',
  ];
  while (cells.at(-1) === '') cells.pop();
  return cells as unknown as PackedKind;
}

function unpackKind(
  { bundle, source, version: sourceVersion, published, page: pageStart = '' }: PackedBundle,
  apiVersion: string,
  [
    kind,
    plural,
    namespaced,
    shortNames = '',
    definition = '',
    page = '',
    until = '',
    about,
  ]: PackedKind,
): KindEntry {
  const { group, version } = parseApiVersion(apiVersion) ?? { group: '', version: apiVersion };
  const docUrl = pageStart + page;
  return {
    ...{ group, version, kind, plural, namespaced: namespaced === 1 },
    ...{ bundle, definition: definition === '' ? kind : definition, source, sourceVersion },
    ...(published !== undefined && { published }),
    ...(docUrl !== '' && { docUrl }),
    ...(shortNames !== '' && { shortNames: shortNames.split(' ') }),
    ...(until !== '' && { until }),
    ...about,
  };
}

function commonStart(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
