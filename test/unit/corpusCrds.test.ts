/** CRDs as projects write them, in the workspace: they are read, and refuse nothing that is valid. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { gvkKey } from '../../shared/gvk.ts';
import { ManifestDocument } from '../../core/model/manifestDocument.ts';
import { crdHead } from '../../core/schema/convert/crd.ts';
import { crdsOnDisk } from '../../core/workspace/testing.ts';
import {
  corpus,
  corpusExceptions,
  corpusOrSkip,
  crdCorpus,
  documentsOf,
  manifestsBelow,
  refusedDocuments,
  validCorpus,
} from '../harness/corpus.ts';
import { diagnose, full, testSession } from '../harness/manifests.ts';

corpusOrSkip('CRDs as projects write them', () => {
  const session = testSession();
  const { store } = session;

  test('the lines of a CRD that are looked at say the same as the whole', async () => {
    for (const path of manifestsBelow(crdCorpus)) {
      const crds = await crdsOnDisk(session.disk, path, 10_000_000);
      expect(crds.length, relative(crdCorpus, path)).toBeGreaterThan(0);
      store.workspace.setOnDisk(pathToFileURL(path).href, crds);
      for (const { head, value } of crds)
        expect({ ...crdHead(value()), shortNames: [] }).toEqual({ ...head, shortNames: [] });
    }
  });

  test('no valid document of their kinds has an error', { timeout: 240_000 }, async () => {
    const refused = refusedDocuments();
    const excepted = new Set(corpusExceptions().map(({ file }) => `valid/${file}`));
    const errors: string[] = [];
    const seen = new Set<string>();
    let documents = 0;
    for (const path of manifestsBelow(validCorpus)) {
      const file = relative(corpus, path);
      if (excepted.has(file)) continue;
      for (const [index, text] of documentsOf(readFileSync(path, 'utf8')).entries()) {
        const { gvk } = new ManifestDocument(text, 1);
        const entry = gvk && store.find(gvk);
        if (refused.has(`${file} ${index}`) || entry?.origin?.source !== 'workspace') continue;
        documents++;
        seen.add(gvkKey(entry));
        for (const diagnostic of await diagnose(session, text, path))
          if (diagnostic.severity === 1) errors.push(`${file} ${index}: ${full(diagnostic)}`);
      }
    }
    expect(documents).toBeGreaterThan(300);
    expect(seen.size).toBeGreaterThan(30);
    expect(errors).toEqual([]);
  });
});
