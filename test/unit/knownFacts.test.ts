/** Tables of what is known to go wrong: every fact has the code that tells it, or a reason why nothing does. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { codes } from '../../core/findings/codes.ts';
import { diagnose, full, severityName, testSession } from '../harness/manifests.ts';
import { pairFiles, readPairs } from '../harness/pairs.ts';
import { linesOf } from '../harness/placeLines.ts';

interface Fact {
  readonly told?: readonly string[];
  readonly why?: string;
}

const folder = join(import.meta.dirname, 'knownFacts');

describe.each(globSync('*.yaml', { cwd: folder }).sort())('%s', (file) => {
  const facts = Object.entries(
    parse(readFileSync(join(folder, file), 'utf8')) as Record<string, Fact>,
  );

  test('names codes that there are', () => {
    const unknown = facts.flatMap(([id, { told = [] }]) =>
      told.filter((code) => !codes.has(code)).map((code) => `${id}: ${code}`),
    );
    expect(facts.length).toBeGreaterThan(20);
    expect(unknown).toEqual([]);
  });

  test('says of every fact either what tells it or why nothing does', () => {
    const unclear = facts.filter(
      ([, { told = [], why = '' }]) => told.length > 0 === why.trim().length > 0,
    );
    expect(unclear.map(([id]) => id)).toEqual([]);
  });
});

const session = testSession();

describe.each(pairFiles())('pairs/%s', (file) => {
  test.each(readPairs(file).map((pair) => [pair.fact, pair] as const))(
    '%s',
    async (_fact, { bad, good, told, as, places }) => {
      const all = await diagnose(session, bad);
      const found = all.filter(({ code }) => told.includes(String(code)));
      expect(found.length, `${all.map(full).join('\n')}\n${bad}`).toBeGreaterThan(0);
      expect(severityName(Math.min(...found.map(({ severity = 1 }) => severity)) as 1)).toBe(as);
      const lines = linesOf(bad, places);
      if (places.length > 0)
        expect(
          found.filter(({ range }) => lines.includes(range.start.line)).length,
          `${found.map(full).join('\n')}\n${bad}`,
        ).toBeGreaterThan(0);
      const ofGood = await diagnose(session, good);
      const wrong = ofGood.filter(
        ({ code, severity }) => severity === 1 || told.includes(String(code)),
      );
      expect(wrong.map(full), good).toEqual([]);
    },
  );
});
