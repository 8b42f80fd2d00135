/** Tables of what is known to go wrong: every fact has the code that tells it, or a reason why nothing does. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { codes } from '../../core/findings/codes.ts';

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
