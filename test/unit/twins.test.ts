/** A file says the same whatever ends its lines and stands before it: to the checks, to completion and hover, to Apply. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationToken, type CodeAction, type Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { expect, test } from 'vitest';
import { completion } from '../../core/features/completion/completion.ts';
import { codeActions } from '../../core/features/codeActions.ts';
import { diagnosticsOf } from '../../core/features/diagnostics.ts';
import { hover } from '../../core/features/hover.ts';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { random } from '../attack/harness/random.ts';
import { filesBelow, full, readMarks, repositoryRoot, testSession } from '../harness/manifests.ts';
import { twins, type Twin } from '../harness/twins.ts';

const session = testSession();
const examples = [
  ...filesBelow(join(repositoryRoot, 'schemas')),
  ...filesBelow(join(repositoryRoot, 'samples')),
]
  .filter((path) => /\/(examples\/invalid|samples|snippets)\//.test(path))
  .map((path) => readMarks(readFileSync(path, 'utf8')).text.replaceAll('\r\n', '\n'))
  .filter((text) => !text.startsWith('\n'));
const chosen = examples.filter((_, index) => index % 8 === 0);
const uri = 'file:///twins/example.yaml';

/** All that is said of a text, with places as they are in the text itself. */
async function saidOf(
  text: string,
  { shift, indent }: Pick<Twin, 'shift' | 'indent'>,
  places: readonly Position[],
) {
  session.open(uri, 'yaml', 1, text);
  const file = session.file(uri);
  if (!file) throw new Error('the file is not read');
  const own = ({ line, character }: Position): Position => ({
    line: line - shift,
    character: line === 0 ? Math.max(character - indent, 0) : character,
  });
  const plain = (value: unknown): string =>
    JSON.stringify(value, (key, each: unknown) =>
      ['start', 'end'].includes(key) ? own(each as Position) : each,
    )
      .replaceAll('\\r\\n', '\\n')
      .replaceAll('\\r', '\\n');
  const found = (await diagnosticsOf(session, file, CancellationToken.None)) ?? [];
  const everything = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
  const asked = { range: everything, context: { diagnostics: [] } };
  const fixes = await codeActions(session, file, asked, CancellationToken.None);
  const help = places.map((place) => {
    const there = {
      line: place.line + shift,
      character: place.character + (place.line + shift === 0 ? indent : 0),
    };
    return [hover(session, file, there) ?? null, completion(session, file, there)].map(plain);
  });
  const objects = splitManifest(text).map(({ apiVersion, kind, name, problem }) => [
    apiVersion,
    kind,
    name,
    problem?.replace(/at line \d+, column \d+/, ''),
  ]);
  const before = TextDocument.create(uri, 'yaml', 1, text);
  const fixed = ({ title, edit }: CodeAction): string[] => {
    const after = TextDocument.applyEdits(before, edit?.changes?.[uri] ?? []);
    const lines = after.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
    return [title, lines.slice(shift).join('\n').trimEnd()];
  };
  return {
    found: found
      .map((each) =>
        full({ ...each, range: { start: own(each.range.start), end: own(each.range.end) } }),
      )
      .sort(),
    fixes: fixes.map(fixed).sort(),
    help,
    objects,
    lineEnds: new Set(
      fixes.flatMap(({ edit }) => JSON.stringify(edit).match(/(?:\\r)?\\n|\\r/g) ?? []),
    ),
  };
}

test.each(twins)('$name changes nothing', async (twin) => {
  const seeded = random(7);
  for (const text of chosen) {
    const written = twin.write(text);
    if (written === undefined) continue;
    const lines = text.trimEnd().split('\n');
    const places = Array.from({ length: 3 }, () => {
      const line = seeded.int(lines.length);
      return { line, character: seeded.int((lines[line] ?? '').length + 1) };
    });
    const { lineEnds: _, ...wanted } = await saidOf(text, { shift: 0, indent: 0 }, places);
    const { lineEnds, ...said } = await saidOf(written, twin, places);
    expect({ text: written, ...said }).toEqual({ text: written, ...wanted });
    const own = /\r\n?|\n/.exec(written)?.[0] ?? '\n';
    for (const end of lineEnds) expect(JSON.parse(`"${end}"`)).toBe(own);
  }
});
