/** The time of requests grows as the text does: families of texts of the attack, small and four times as large. */
import { CancellationToken } from 'vscode-languageserver';
import { expect, test } from 'vitest';
import { codeActions } from '../../core/features/codeActions.ts';
import { completion } from '../../core/features/completion/completion.ts';
import { diagnosticsOf } from '../../core/features/diagnostics.ts';
import { documentInfo, manifestDocument } from '../../core/features/documentInfo.ts';
import { documentLinks } from '../../core/features/documentLinks.ts';
import { documentSymbols } from '../../core/features/documentSymbols.ts';
import { foldingRanges } from '../../core/features/foldingRanges.ts';
import { hover } from '../../core/features/hover.ts';
import { selectionRange } from '../../core/features/selectionRange.ts';
import { families } from '../attack/texts/index.ts';
import { tooFastGrowth } from '../harness/growth.ts';
import { testSession } from '../harness/manifests.ts';

const session = testSession();

/** Everything that an editor asks of a file that is opened and typed in. */
async function askAll(uri: string, text: string): Promise<void> {
  session.open(uri, 'yaml', 1, text);
  const file = session.file(uri);
  if (!file) throw new Error('the file is not read');
  const lines = text.split('\n');
  const middle = { line: lines.length >> 1, character: 4 };
  const end = { line: lines.length - 1, character: 0 };
  const found = await diagnosticsOf(session, file, CancellationToken.None);
  file.update([{ range: { start: middle, end: middle }, text: ' ' }], 2);
  await diagnosticsOf(session, file, CancellationToken.None);
  for (const place of [middle, end, { line: 5, character: 2 }]) {
    completion(session, file, place);
    hover(session, file, place);
    selectionRange(file, place);
    documentInfo(session, file, place);
  }
  for (const document of file.documents) {
    documentSymbols(session, file, document);
    foldingRanges(file, document);
    documentLinks(session, file, document);
    manifestDocument(document);
  }
  const range = { start: { line: 0, character: 0 }, end };
  const asked = { range, context: { diagnostics: found ?? [] } };
  await codeActions(session, file, asked, CancellationToken.None);
  session.close(uri);
}

/** One of each kind of loop that was quadratic once; the attack `bombs` tries all families, and larger. */
const held = new Set([
  'merge-key chain in labels',
  'mappings that merge one large mapping',
  'selected labels',
  'bad entries of a Secret',
  'values of a chart above a broken line',
  'separators',
  'comments that switch off other findings',
  'quotes left of their key',
  'keys of a ConfigMap',
  'bad labels',
  'HelmCharts in a List with values as text',
  'many "',
]);

test.for(families.filter(({ name }) => held.has(name)))(
  'the time for $name grows with the text',
  async ({ make, counts, file }) => {
    const uri = `file:///growth/${file ?? 'a.yaml'}`;
    const work = (text: string): Promise<void> => askAll(uri, text);
    const count = Math.ceil((counts[0] ?? 1) / 8);
    expect(await tooFastGrowth({ make, work, count })).toBeUndefined();
  },
);

const make = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test('work that grows with the square of its input is told from work that grows with it', async () => {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const linear = {
    make,
    count: 200_000,
    work: (all: number[]) => sum(all.map((each) => each * 2)),
  };
  const square = { make, count: 8_000, work: (all: number[]) => all.filter(() => sum(all) < 0) };
  expect(await tooFastGrowth(linear)).toBeUndefined();
  expect(await tooFastGrowth(square)).toMatch(/^the time grows with the power \d\.\d of the input/);
});
