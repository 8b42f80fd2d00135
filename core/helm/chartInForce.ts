/** The chart that values are checked with: which of its released versions is in force, and what is known of that one. */
import type { ChartInForce } from '../schema/schema.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { isTrusted } from './catalog.ts';
import type { ChartEntry } from './chart.ts';
import { ChartHistory } from './history/chartHistory.ts';
import type { HistoryFile } from './history/historyFile.ts';
import type { VersionsMeant } from './history/versionsMeant.ts';
import { compareVersions, parseVersion } from './version.ts';

/** Undefined for a chart of which no history is known. */
export function historyOf(
  store: SchemaStore,
  { id, version, hasHistory }: ChartEntry,
  wanted: string | undefined,
): ChartHistory | undefined {
  if (!hasHistory) return undefined;
  try {
    const file = store.bundle(`history.${id}`) as unknown as HistoryFile;
    return new ChartHistory(file, wanted, version);
  } catch {
    return undefined; // a build without it
  }
}

export function chartInForce(
  entry: ChartEntry,
  wanted: string | undefined,
  meant: VersionsMeant | undefined,
): ChartInForce {
  return {
    id: entry.id,
    name: entry.name,
    title: entry.title,
    version: entry.version,
    ...(wanted !== undefined && { wanted }),
    isTrusted: isTrusted(entry, wanted),
    isStrict: entry.shipsSchema === true,
    ...(entry.docUrl !== undefined && { docUrl: entry.docUrl }),
    ...(meant && byHistory(entry, wanted, meant)),
  };
}

/** What the released versions say of the version that is in force. */
function byHistory(
  entry: ChartEntry,
  wanted: string | undefined,
  { standing, versions, at }: VersionsMeant,
): Pick<ChartInForce, 'version' | 'isTrusted' | 'standing' | 'describedBy' | 'areTypesKnown'> {
  const { version } = entry;
  const newest = newer(versions.at(-1) ?? version, version);
  const isSaid = standing === 'version' || standing === 'range';
  const inForce = standing === 'version' && wanted !== undefined ? withoutV(wanted) : versions[at];
  const shown = isSaid ? (inForce ?? version) : newest;
  return {
    version: shown,
    isTrusted: standing !== 'newer' && standing !== 'older',
    standing,
    ...(isSaid && at < versions.length - 1 && isOlder(shown, version) && { describedBy: version }),
    areTypesKnown: !isSaid || isTrusted(entry, shown),
  };
}

function newer(a: string, b: string): string {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  return left && right && compareVersions(left, right) < 0 ? b : a;
}

/** By more than a patch: patches of one version take the same values. */
function isOlder(a: string, b: string): boolean {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  if (!left || !right) return false;
  return compareVersions([left[0], left[1], 0, ''], [right[0], right[1], 0, '']) < 0;
}

function withoutV(version: string): string {
  return version.trim().replace(/^v(?=\d)/, '');
}
