/** `dist/schemas/history.CHART.json`: the keys of a chart's values over its released versions, as ranges of versions for each key. */

export interface HistoryFile {
  /** Released versions, oldest first, with a blank between two. Numbers below count in them. */
  readonly versions: string;
  /** Top-level keys. */
  readonly keys: HistoryKeys;
}

/** By name. `*` stands for every key of a mapping, `[]` for every item of a list. */
export type HistoryKeys = Readonly<Record<string, HistoryKey>>;

export interface HistoryKey {
  /** First version that has the key; absent: the oldest that was read, so it may be older. */
  readonly from?: number;
  /** Last version that has it; absent: the newest has it. Below `from`: none has it. */
  readonly to?: number;
  /** First and last version of each time in between without it. */
  readonly gaps?: readonly (readonly [number, number])[];
  /** Of the newest default: a hint, as it may have been another one before. */
  readonly type?: ValueType;
  /** The newest default; absent where there is none, it is too long, or the keys below have it. */
  readonly default?: unknown;
  /** Our words, where there are no others; the build takes them from descriptions.yaml. */
  readonly description?: string;
  /** Where the value went, the newest last. */
  readonly moved?: readonly Move[];
  /** The values of a chart that is kept elsewhere: any key may stand below. */
  readonly open?: true;
  readonly keys?: HistoryKeys;
}

export type ValueType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';

export interface Move {
  /** Paths with dots; several where the value was divided or copied. */
  readonly to: readonly string[];
  /** Version since which it is read there; absent: not known. */
  readonly since?: number;
}

/** A path with dots as the keys that lead to the place: `a[].b` is `a`, `[]`, `b`; a key with a dot is a JSON string. */
export function keysOfPath(path: string): string[] {
  const keys: string[] = [];
  for (let at = 0; at < path.length;) {
    const sign = path[at] ?? '';
    if (sign === '.' || sign === ']') at++;
    else {
      const end = sign === '[' ? at + 2 : sign === '"' ? quotedEnd(path, at) : plainEnd(path, at);
      const part = path.slice(at, end);
      keys.push(sign === '"' ? String(JSON.parse(part)) : part);
      at = end;
    }
  }
  return keys;
}

function quotedEnd(path: string, start: number): number {
  let at = start + 1;
  while (at < path.length && path[at] !== '"') at += path[at] === '\\' ? 2 : 1;
  return at + 1;
}

function plainEnd(path: string, start: number): number {
  let at = start;
  while (at < path.length && !'.["'.includes(path[at] ?? '')) at++;
  return at;
}
