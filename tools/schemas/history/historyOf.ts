// The keys of a chart as a tree, with the versions that have each.

import {
  keysOfPath,
  type HistoryFile,
  type HistoryKey,
  type Move,
  type ValueType,
} from '../../../core/helm/history/historyFile.ts';
import type { Row, Tables } from './tables.ts';

interface DraftKey {
  /** A row of the table tells its versions. */
  isTold?: boolean;
  /** A template or a schema names it. */
  isRead?: boolean;
  from?: number;
  to?: number;
  gaps?: [number, number][];
  type?: ValueType;
  default?: unknown;
  moved?: Move[];
  open?: true;
  keys?: Record<string, DraftKey>;
}

/** Words of the tables; of `any` and `null` nothing is known. */
const types: Readonly<Record<string, ValueType>> = {
  string: 'string',
  int: 'integer',
  number: 'number',
  bool: 'boolean',
  list: 'array',
  map: 'object',
};

/** What we know beside the tables. */
export interface Notes {
  /** Keys that the chart only knows to refuse them, and the last version that took each. */
  readonly refused: ReadonlyMap<string, string>;
  /** Copies that have no number, and the release that each stands for. */
  readonly standsFor: ReadonlyMap<string, string>;
}

/** Throws for a version that the chart has not. */
export function historyOf(
  chart: string,
  tables: Tables,
  { refused, standsFor }: Notes = { refused: new Map(), standsFor: new Map() },
): HistoryFile {
  const names = (tables.versions.get(chart) ?? []).map(({ version = '' }) => version);
  if (names.length === 0) throw new Error(`${chart}: no versions`);
  const indexes = new Map(names.map((name, index) => [name, index]));
  const indexOf = (version = ''): number => {
    const index = indexes.get(version);
    if (index === undefined) throw new Error(`${chart}: there is no version ${version}`);
    return index;
  };
  const root: DraftKey = {};
  for (const row of tables.keys(chart)) addKey(keyAt(root, row.path), row, indexOf);
  for (const [path, version] of refused) keyAt(root, path).to = indexOf(version);
  for (const row of tables.gaps.get(chart) ?? []) {
    const gap: [number, number] = [indexOf(row['absent-from']), indexOf(row['absent-to'])];
    (keyAt(root, row.path).gaps ??= []).push(gap);
  }
  for (const row of tables.moves.get(chart) ?? []) {
    const since = indexes.get(row.since ?? '');
    const to = (row['moved-to'] ?? '').split(' | ').filter((path) => path !== '');
    if (to.length > 0) addMove(root, row.path, { to, ...(since !== undefined && { since }) });
  }
  const versions = names.map((name) => standsFor.get(name) ?? name).join(' ');
  return { versions, keys: tidied(root).keys ?? {} };
}

function keyAt(root: DraftKey, path = ''): DraftKey {
  return keysOfPath(path).reduce<DraftKey>((key, name) => {
    const keys = (key.keys ??= {});
    return (keys[name] ??= {});
  }, root);
}

function addKey(key: DraftKey, row: Row, indexOf: (version?: string) => number): void {
  key.isTold = true;
  if (/template|schema/.test(row.via ?? '')) key.isRead = true;
  const from = indexOf(row.first);
  if (from > 0) key.from = from;
  if (row.last) key.to = indexOf(row.last);
  const type = types[row.type ?? ''];
  if (type) key.type = type;
  const initial = defaultOf(row.default);
  if (initial !== undefined) key.default = initial;
  if (row.via?.includes('subchart')) key.open = true;
}

/** Undefined for none, and for one that the table has cut short. */
function defaultOf(cell = ''): unknown {
  if (cell === '' || cell.endsWith('…')) return undefined;
  try {
    return JSON.parse(cell) ?? undefined;
  } catch {
    return undefined;
  }
}

/** The newest last. A move to the very same place says nothing. */
function addMove(root: DraftKey, path: string | undefined, move: Move): void {
  if (move.to.includes(path ?? '')) return;
  const key = keyAt(root, path);
  key.moved = [...(key.moved ?? []), move].sort((a, b) => (a.since ?? 0) - (b.since ?? 0));
}

/** Without what other keys say already, names in order. */
function tidied(key: DraftKey, name = ''): HistoryKey {
  const { keys, default: initial, isTold, isRead: _, ...own } = key;
  const below = Object.entries(keys ?? {}).sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const isSaidBelow =
    typeof initial === 'object' && initial !== null && !Array.isArray(initial)
      ? Object.keys(initial).length > 0
      : false;
  // Keys that nothing was found to read one by one may be written out somewhere as a whole.
  const told = below.filter(([, each]) => isToldBelow(each));
  const isOpen = told.length > 0 && name !== '' && told.every(([, each]) => !isReadBelow(each));
  return {
    ...(isTold || name === '' || name === '[]' ? own : { ...own, ...spanOf(key) }),
    ...(initial !== undefined && !isSaidBelow && { default: initial }),
    ...(isOpen && { open: true }),
    ...(below.length > 0 && {
      keys: Object.fromEntries(below.map(([inner, each]) => [inner, tidied(each, inner)])),
    }),
  };
}

function isToldBelow({ isTold = false, keys = {} }: DraftKey): boolean {
  return isTold || Object.values(keys).some(isToldBelow);
}

function isReadBelow({ isRead = false, keys = {} }: DraftKey): boolean {
  return isRead || Object.values(keys).some(isReadBelow);
}

/** Versions of a key that has no row of its own: those of the keys below; of a place that only moved away, none. */
function spanOf({ keys = {} }: DraftKey): { readonly from?: number; readonly to?: number } {
  const spans = Object.values(keys).map((each) => (each.isTold ? each : spanOf(each)));
  const real = spans.filter(({ to }) => to !== -1);
  if (real.length === 0) return { to: -1 };
  const from = Math.min(...real.map((each) => each.from ?? 0));
  const to = Math.max(...real.map((each) => each.to ?? Infinity));
  return { ...(from > 0 && { from }), ...(Number.isFinite(to) && { to }) };
}

/** One line a key, so that a difference of two imports can be read. */
export function historyText({ versions, keys }: HistoryFile): string {
  const lines = [`{"versions":${JSON.stringify(versions)},"keys":{`, ...keyLines(keys), '}}'];
  return `${lines.join('\n')}\n`;
}

function* keyLines(keys: Readonly<Record<string, HistoryKey>>): Generator<string> {
  const all = Object.entries(keys);
  for (const [index, [name, { keys: below, ...own }]] of all.entries()) {
    const comma = index < all.length - 1 ? ',' : '';
    const words = JSON.stringify(own).slice(1, -1);
    const start = `${JSON.stringify(name)}:{${words}`;
    if (!below) {
      yield `${start}}${comma}`;
      continue;
    }
    yield `${start}${words === '' ? '' : ','}"keys":{`;
    yield* keyLines(below);
    yield `}}${comma}`;
  }
}
