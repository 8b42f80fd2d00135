// A strict dry run of a real API server on every manifest that the product hands to a user: snippets with their
// defaults taken, valid examples, samples. And on the examples of errors: what the product calls wrong is refused.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { rules } from '../../core/rules/index.ts';
import { expandSnippet, readSnippets } from '../../scripts/generateSnippets.ts';
import { installKnownKinds } from '../harness/installKnownKinds.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { createNamespaces, dryRun, judgedDocuments, judgeOptions } from '../harness/dryRun.ts';
import { diagnose, full, readMarks, repositoryRoot, testSession } from '../harness/manifests.ts';

const read = (pattern: string | string[]): [string, string][] =>
  globSync(pattern, { cwd: repositoryRoot })
    .sort()
    .map((file) => [file, readFileSync(path.join(repositoryRoot, file), 'utf8')]);

/** Values of a chart are read by Helm, not by a server. */
const isManifest = ([, text]: readonly [string, string]): boolean => !text.startsWith('# chart: ');

const handedOut = read(['schemas/*/examples/valid/*.yaml', 'samples/**/*.yaml'])
  .filter(([file]) => !file.includes('with-typos'))
  .filter(isManifest);
const snippets = readSnippets(repositoryRoot)
  .map(({ file, body }) => [file, expandSnippet(body)] as [string, string])
  .filter(isManifest);
const invalid = read('schemas/*/examples/invalid/*.yaml').filter(isManifest);

/**
 * Errors that the API server does not see: the operator fails on them later, its webhook is not here, or no kubectl sends
 * the document at all.
 */
const notSeenByTheServer = /^(spark-|format-spark-|config-|unknown-kind$)/;
const seenByOthers: ReadonlySet<string> = new Set(
  rules
    .filter(({ enforcedBy = 'apiServer' }) => enforcedBy !== 'apiServer')
    .map(({ code }) => code),
);

await controlPlaneOrSkip('manifests that the product hands out', judgeOptions, (controlPlane) => {
  const session = testSession();
  beforeAll(async () => {
    const texts = [...snippets, ...handedOut].map(([, text]) => text);
    await installKnownKinds(controlPlane(), [
      ...texts,
      ...invalid.map(([, marked]) => readMarks(marked).text),
    ]);
    await createNamespaces(controlPlane(), texts);
  });

  test.each([...snippets, ...handedOut])('%s is accepted', async (_file, text) => {
    const documents = judgedDocuments(text);
    expect(documents).not.toHaveLength(0);
    for (const document of documents) {
      const { isRefused, message } = await dryRun(controlPlane(), document.text);
      expect(isRefused, message).toBe(false);
    }
  });

  test.each(invalid)('%s: what is an error is refused', async (_file, marked) => {
    for (const { text } of judgedDocuments(readMarks(marked).text)) {
      const errors = (await diagnose(session, text)).filter(({ severity }) => severity === 1);
      const visible = errors.filter(
        ({ code }) => !notSeenByTheServer.test(String(code)) && !seenByOthers.has(String(code)),
      );
      if (visible.length === 0) continue;
      const { isRefused } = await dryRun(controlPlane(), text);
      expect(isRefused, `accepted, though:\n${visible.map(full).join('\n')}\n${text}`).toBe(true);
    }
  });

  test('an unknown field is refused, so the dry run is strict', async () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndta: {}\n';
    const verdict = await dryRun(controlPlane(), text);
    expect(verdict).toMatchObject({ isRefused: true, message: expect.stringContaining('dta') });
  });
});
