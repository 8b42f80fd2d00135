/** The examples beside the tables of facts: the bad one is told, at its place and in its severity; the good one is not. */
import { describe, expect, test } from 'vitest';
import { codes } from '../../core/findings/codes.ts';
import { factsBySubject } from '../../core/rules/tables/index.ts';
import type { Rule } from '../../core/rules/rule.ts';
import { factFiles, readFactExamples } from '../../tools/rules/factExamples.ts';
import { diagnose, full, severityName, testSession } from '../harness/manifests.ts';
import { linesOf } from '../harness/placeLines.ts';

const session = testSession();
const facts = new Map<string, Rule>(
  Object.values(factsBySubject)
    .flat()
    .map((rule) => [rule.code, rule]),
);

test('every fact has its examples, and every example its fact', () => {
  const shown = factFiles().flatMap((file) => readFactExamples(file).map(({ code }) => code));
  expect([...facts.keys()].filter((code) => !shown.includes(code))).toEqual([]);
  expect(shown.filter((code) => !facts.has(code))).toEqual([]);
});

test('no code stands for two facts', () => {
  const all = Object.values(factsBySubject).flat();
  expect(all.map(({ code }) => code)).toEqual([...facts.keys()]);
  for (const code of facts.keys()) expect(codes.has(code)).toBe(true);
});

describe.each(factFiles())('%s', (file) => {
  test.each(readFactExamples(file).map((example) => [example.code, example] as const))(
    '%s',
    async (code, { bad, good, places }) => {
      const told = (await diagnose(session, bad)).filter((each) => each.code === code);
      expect(
        told.map(({ severity }) => severityName(severity)),
        bad,
      ).toEqual(
        told.length === 0 ? [facts.get(code)?.severity] : told.map(() => facts.get(code)?.severity),
      );
      const lines = linesOf(bad, places);
      for (const each of told)
        expect(lines, `${full(each)}\n${bad}`).toContain(each.range.start.line);
      const others = (await diagnose(session, good)).filter((each) => each.code === code);
      expect(others.map(full), good).toEqual([]);
    },
  );
});
