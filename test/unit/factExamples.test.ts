/** The examples beside the tables of facts: the bad one is told, at its place and in its severity; the good one is not. */
import { describe, expect, test } from 'vitest';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { codes } from '../../core/findings/codes.ts';
import { factsBySubject } from '../../core/rules/tables/index.ts';
import type { Rule } from '../../core/rules/rule.ts';
import { factFiles, readFactExamples, type FactExample } from '../../tools/rules/factExamples.ts';
import { diagnose, full, severityName, testSession } from '../harness/manifests.ts';

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

/** The lines of the places, and those on which what they stand in begins. */
function linesOf(text: string, places: FactExample['places']): number[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, version: '1.1' });
  const lineAt = (offset: number): number => counter.linePos(offset).line - 1;
  // What is missing in the whole stands at its first key.
  const lines: number[] = text.startsWith('#') ? [1] : [0];
  for (const place of places) {
    let at: unknown = document.contents;
    for (const step of place) {
      const pair = isMap(at) ? at.items.find(({ key }) => String(key) === String(step)) : undefined;
      if (pair && isScalar(pair.key) && pair.key.range) lines.push(lineAt(pair.key.range[0]));
      at = isSeq(at) ? at.items[Number(step)] : pair?.value;
    }
    if (!isNode(at) || !at.range) continue;
    const [first, last] = [lineAt(at.range[0]), lineAt(Math.max(at.range[0], at.range[1] - 1))];
    for (let line = first; line <= last; line++) lines.push(line);
  }
  return lines;
}
