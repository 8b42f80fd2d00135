// The reader of YAML against the decoder that kubectl and the API server have: edits that a slip of the hand makes, and
// scalars of every form.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { doubledKey } from '../../core/yaml/doubledKey.ts';
import { withoutOldBreaks } from '../../core/yaml/lines.ts';
import { entries, items, type Node } from '../../core/yaml/node.ts';
import { valueOf } from '../../core/yaml/nodeValue.ts';
import { parse } from '../../core/yaml/parse.ts';
import { documentStarts } from '../../core/yaml/splitDocuments.ts';
import { seededEdits, seededRandom } from '../harness/seededEdits.ts';
import { decodeAll, ensureYamlDecoder, type Decoded } from '../harness/yamlDecoder.ts';
import { filesBelow, repositoryRoot, systems } from '../harness/manifests.ts';

interface Reading {
  /** What the editor reports of the text as YAML. */
  readonly problems: readonly string[];
  readonly values: readonly unknown[];
}

/** A text as the editor reads it: its documents one by one. */
function read(sent: string): Reading {
  const text = withoutOldBreaks(sent.startsWith('\uFEFF') ? sent.slice(1) : sent);
  const starts = documentStarts(text);
  const problems: string[] = [];
  const values: unknown[] = [];
  for (const [index, start] of starts.entries()) {
    const part = text.slice(start, starts[index + 1]);
    const { root, problems: found } = parse(part);
    for (const { kind, isAccepted } of found) if (!isAccepted) problems.push(kind);
    if (!root || (root.type === 'scalar' && root.value === null)) continue;
    if (doubledKey(root)) problems.push('doubled key');
    if (hasInfinite(root)) problems.push('not finite');
    const before = text.slice(starts[index - 1], start);
    const isBehindDots = index > 0 && /^\.\.\.(?:[ \t].*)?\n$/m.test(before);
    if (isBehindDots && !part.startsWith('---')) problems.push('behind dots');
    values.push(problems.length > 0 ? undefined : valueOf(root, { isExact: false }));
  }
  return { problems, values };
}

function hasInfinite(node: Node): boolean {
  if (node.type === 'scalar') return typeof node.value === 'number' && !Number.isFinite(node.value);
  return (
    items(node).some(hasInfinite) ||
    entries(node).some(({ key, value }) => hasInfinite(key) || hasInfinite(value))
  );
}

const isRefused = ({ error, strict, dropped }: Decoded): boolean =>
  error !== undefined || strict !== undefined || dropped === true;

/** Why the two differ, where they do. */
const reasons: readonly (readonly [reason: string, holds: (text: string) => boolean])[] = [
  [
    'the decoder counts a byte order mark within a line as no character in some places: it is reported as invisible',
    (text) => text.includes('\uFEFF'),
  ],
  [
    'a line break of old (CR alone) parts documents for the editor, which shows it as a line, and not for kubectl',
    (text) => /\r(?!\n)/.test(text),
  ],
  [
    'the server refuses a key beside a merge key that brings it too: Apply sends it written out',
    (text) => text.includes('<<'),
  ],
];

/** Texts on which the two differ, each with its reason. */
function differences(texts: readonly string[], decoded: readonly Decoded[]): string[] {
  return texts.flatMap((text, index) => {
    const theirs = decoded[index];
    if (!theirs) throw new Error('an answer is missing');
    const { problems, values } = read(text);
    const isSame =
      isRefused(theirs) === problems.length > 0 &&
      (problems.length > 0 || sortedJson(values) === sortedJson(theirs.documents));
    if (isSame) return [];
    const reason = reasons.find(([, holds]) => holds(text))?.[0];
    const verdict = theirs.error ?? theirs.strict ?? (theirs.dropped ? 'dropped' : 'accepted');
    return [reason ?? `no reason: ${verdict} / ${problems.join(', ')}: ${visible(text)}`];
  });
}

/** As JSON, with every character that is not ASCII as its code: two of them look alike. */
function visible(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Numbers that JavaScript rounds count as rounded. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** Samples and the examples that are right. */
function manifests(): string[] {
  const folders = systems().map((system) => join('schemas', system, 'examples/valid'));
  return ['samples', ...folders]
    .flatMap((folder) => filesBelow(join(repositoryRoot, folder)))
    .map((file) => readFileSync(file, 'utf8'));
}

const oddTexts = [
  'a: &a {x: 1}\nb:\n  y: "s\\n\\x41 \\\n   t"\nc: \'it\'\'s\'\nd: !!str 5\ne: [1, "b", {c: d}, e: f]\nf: >+2\n    x\n\n   y\n\n? k\n: v\n',
  'g: |-\n  a\n  # b\nh: a # c\ni: {a: 1, "b":2, c}\nj:\n- x\n- y: *a\n  z: &a w\n',
  'items:\n- - a\n  - b:\n     c\n    d: e\n- ~\n- "multi\n  line"\n- plain multi\n   line # c\n- {a: [b, {c: [d]}],\n  e: f}\n',
  '- >\n folded\n text\n-\n  - x\n- ? a\n  : b\n---\na: b\n...\n',
];

const log = (line: string) => process.stderr.write(`${line}\n`);
const decoder = await ensureYamlDecoder(log);

if (decoder.ok)
  describe('the decoder of kubectl and the API server', () => agrees(decoder.program));
else {
  const title = `needs the decoder of kubectl: ${decoder.reason}`;
  if (process.env.DPM_REQUIRE_CONTROL_PLANE === '1') test(title, () => expect.unreachable(title));
  else test.skip(title, () => undefined);
}

function agrees(program: string): void {
  test('agrees on 10,000 texts of which one character was changed', async () => {
    const sources = manifests().filter(({ length }) => length < 20_000);
    const edits = seededEdits(sources, { count: 10_000, seed: 7 });
    const found = differences(edits, await decodeAll(program, edits));
    expect(found.filter((reason) => reason.startsWith('no reason'))).toEqual([]);
    expect(found.length / edits.length).toBeLessThan(0.005);
  });

  test('agrees on odd layouts of which one character was changed', async () => {
    const edits = seededEdits(oddTexts, { count: 5_000, seed: 3 });
    const found = differences(edits, await decodeAll(program, edits));
    expect(found.filter((reason) => reason.startsWith('no reason'))).toEqual([]);
    expect(found.length / edits.length).toBeLessThan(0.005);
  });

  test('reads every form of a scalar alike', async () => {
    const random = seededRandom(11);
    const signs = ['0', '1', '7', '8', '9', '_', '-', '+', '.', 'e', 'E', 'x', 'X', 'o', 'O', 'b'];
    const others = [
      'B',
      'a',
      'f',
      'n',
      'N',
      'y',
      'o',
      'i',
      ':',
      'T',
      '~',
      'null',
      'true',
      'inf',
      '00',
    ];
    const tags = [
      '',
      '',
      '',
      '',
      '!!int ',
      '!!float ',
      '!!str ',
      '!!bool ',
      '!!null ',
      '! ',
      '!x ',
    ];
    const texts = Array.from({ length: 20_000 }, () => {
      const alphabet = random(3) === 0 ? [...signs, ...others] : signs;
      const length = 1 + random(6);
      const scalar = Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
      const tag = tags[random(tags.length)] ?? '';
      return random(5) === 0 ? `${scalar}: 1\n` : `a: ${tag}${scalar}\n`;
    });
    expect(differences(texts, await decodeAll(program, texts))).toEqual([]);
  });
}
