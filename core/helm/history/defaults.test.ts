/** The defaults of old and new releases, put together from the histories: nothing is said of them. */
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { testSession } from '../../../test/harness/manifests.ts';
import { isAdvice, workspace } from '../testing.ts';
import { isRecord } from '../../../shared/json.ts';
import { own } from '../../../shared/own.ts';
import type { HistoryFile, HistoryKey, HistoryKeys } from './historyFile.ts';
import { hasAt } from './versionsMeant.ts';

const { store, values } = testSession();
const charts = values.catalog.charts.filter(({ hasHistory }) => hasHistory);

test.each(charts.map(({ id }) => id))('the defaults of old versions of %s are fine', async (id) => {
  const history = store.bundle(`history.${id}`) as unknown as HistoryFile;
  const versions = history.versions.split(' ');
  const newest = versions.length - 1;
  for (const at of new Set([0, newest >> 2, newest >> 1, (newest * 3) >> 2, newest])) {
    const text = stringify(defaultsAt(history.keys, at), { version: '1.1' });
    const found = await workspace().check(
      'a.yaml',
      `# chart: ${id}@${versions[at] ?? ''}\n${text}`,
    );
    const told = found.filter((line) => !isAdvice(line) && !line.includes('[chart-version]'));
    expect([versions[at], told]).toEqual([versions[at], []]);
  }
});

/** Values of the keys that a version has. */
function defaultsAt(keys: HistoryKeys, at: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(keys).flatMap(([name, key]) => {
      if (name === '*' || name === '[]' || !hasAt(key, at)) return [];
      const below = key.type === 'array' ? {} : defaultsAt(key.keys ?? {}, at);
      if (Object.keys(below).length > 0) return [[name, below]];
      return key.default === undefined || isLater(key.default, key, at)
        ? []
        : [[name, key.default]];
    }),
  );
}

/** The history has the newest default only: of a list, items may have keys that came later. */
function isLater(value: unknown, { keys = {} }: HistoryKey, at: number): boolean {
  if (Array.isArray(value)) return value.some((item) => isLater(item, keys['[]'] ?? {}, at));
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([name, below]) => {
    const key = own(keys, name);
    return key !== undefined && (!hasAt(key, at) || isLater(below, key, at));
  });
}
