import { expect, test } from 'vitest';
import { CancellationToken, CancellationTokenSource } from 'vscode-languageserver';
import { testSession } from '../../test/harness/manifests.ts';
import { byDocument } from './byDocument.ts';

function opened(text: string) {
  const session = testSession();
  session.open('file:///a.yaml', 'yaml', 1, text);
  const file = session.file('file:///a.yaml');
  if (!file) throw new Error('not open');
  return { session, file };
}
const text = 'a: 1\n---\nb: 2\n---\nc: 3\n';
/** Longer than a slice. */
const rest = (ms = 40): void => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

test('the answers come in the order of the documents', async () => {
  const { session, file } = opened(text);
  const asked = { doing: 'test', token: CancellationToken.None };
  const lines = await byDocument(session, file, asked, ({ startLine }) => [startLine, -startLine]);
  expect(lines).toEqual([0, -0, 1, -1, 3, -3]);
});

test('a request that is cancelled on the way has no answer, and the rest is not worked out', async () => {
  const { session, file } = opened(text);
  const source = new CancellationTokenSource();
  const seen: number[] = [];
  const asked = { doing: 'test', token: source.token };
  const answers = byDocument(session, file, asked, ({ startLine }) => {
    seen.push(startLine);
    source.cancel();
    rest();
    return [startLine];
  });
  expect(await answers).toEqual([]);
  expect(seen).toEqual([0]);
});

test('a file that changes meanwhile is asked anew, so that all places are of one version', async () => {
  const { session, file } = opened(text);
  const asked = { doing: 'test', token: CancellationToken.None };
  let isChanged = false;
  const answers = byDocument(session, file, asked, ({ startLine }) => {
    rest();
    return [startLine];
  });
  setImmediate(() => {
    isChanged = true;
    file.update([{ text: `# one line more\n${text}` }], 2);
  });
  expect(await answers).toEqual([0, 2, 4]);
  expect(isChanged).toBe(true);
});
