/** Findings that a repository begins with: they are known, and only others count. */
import { isRecord } from '../../shared/json.ts';
import type { Finding } from './finding.ts';
import { pathFrom } from './pathFrom.ts';

export interface Baseline {
  /** `PATH FINGERPRINT` to how many there are. */
  readonly counts: ReadonlyMap<string, number>;
}

export type BaselineResult =
  | { readonly ok: true; readonly baseline: Baseline }
  | { readonly ok: false; readonly reason: string };

const version = 1;

export function readBaseline(text: string): BaselineResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'it is no JSON' };
  }
  if (!isRecord(value) || value.version !== version || !Array.isArray(value.findings))
    return { ok: false, reason: 'it is no baseline of this version: write it anew' };
  const counts = new Map<string, number>();
  for (const entry of value.findings as unknown[]) {
    if (!isRecord(entry)) continue;
    const key = `${String(entry.path)} ${String(entry.fingerprint)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return { ok: true, baseline: { counts } };
}

/** Whether a text may be written over with a baseline: nothing, or an older one. Anything else is somebody's file. */
export function mayBecomeBaseline(text: string): boolean {
  if (text.trim() === '') return true;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && Array.isArray(value.findings) && 'version' in value;
  } catch {
    return false;
  }
}

/** The text of a baseline that holds these findings, for a file that lies in version control: sorted, a line for each. */
export function writeBaseline(findings: readonly Finding[], root: string): string {
  const lines = findings.map(({ path, code, fingerprint }) =>
    JSON.stringify({ path: pathFrom(root, path), code, fingerprint }),
  );
  const list = lines.sort().map((line) => `    ${line}`);
  return `{\n  "version": ${version},\n  "findings": [\n${list.join(',\n')}\n  ]\n}\n`;
}

export interface Compared {
  readonly fresh: readonly Finding[];
  /** How many are in the baseline, and how many of the baseline are gone. */
  readonly known: number;
  readonly gone: number;
}

/** The findings that the baseline does not hold. Entries of files that were not checked count as neither. */
export function compareWith(
  { counts }: Baseline,
  findings: readonly Finding[],
  { root, files }: { readonly root: string; readonly files: readonly string[] },
): Compared {
  const left = new Map(counts);
  const fresh = findings.filter(({ path, fingerprint }) => {
    const key = `${pathFrom(root, path)} ${fingerprint}`;
    const count = left.get(key) ?? 0;
    if (count === 0) return true;
    left.set(key, count - 1);
    return false;
  });
  const checked = new Set(files.map((path) => pathFrom(root, path)));
  const gone = [...left]
    .filter(([key]) => checked.has(key.slice(0, key.lastIndexOf(' '))))
    .reduce((sum, [, count]) => sum + count, 0);
  return { fresh, known: findings.length - fresh.length, gone };
}
