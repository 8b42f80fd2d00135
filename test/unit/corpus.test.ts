/** False alarms: a corpus of manifests that projects publish, believed valid, against what the product reports. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { ManifestDocument } from '../../core/model/manifestDocument.ts';
import {
  corpusExceptions,
  corpusOrSkip,
  documentsOf,
  manifestsBelow,
  refusedDocuments,
  validCorpus as valid,
} from '../harness/corpus.ts';
import { diagnose, full, severityName, testSession } from '../harness/manifests.ts';

corpusOrSkip('what is reported on valid manifests', () => {
  const session = testSession();
  const exceptions = corpusExceptions();
  const refused = refusedDocuments();

  const name =
    'documents of built-in kinds and Spark have no error and no warning, others no error';
  test(name, { timeout: 60_000 }, async () => {
    const reported: string[] = [];
    const found = new Map<string, string[]>();
    let seen = 0;
    for (const path of manifestsBelow(valid)) {
      const file = relative(valid, path);
      for (const [index, text] of documentsOf(readFileSync(path, 'utf8')).entries()) {
        if (refused.has(`valid/${file} ${index}`)) continue;
        seen++;
        const { gvk } = new ManifestDocument(text, 1);
        const isOurs = gvk !== undefined && session.store.find(gvk) !== undefined;
        for (const diagnostic of await diagnose(session, text, path)) {
          const severity = severityName(diagnostic.severity);
          if (severity !== 'error' && !(isOurs && severity === 'warning')) continue;
          const codes = found.get(file) ?? [];
          found.set(file, [...codes, String(diagnostic.code)]);
          if (!exceptions.some((exception) => exception.file === file))
            reported.push(`${file} ${index}: ${full(diagnostic)}`);
        }
      }
    }
    expect(seen).toBeGreaterThan(800);
    expect(reported).toEqual([]);
    for (const { file, reports } of exceptions) {
      const codes = found.get(file) ?? [];
      expect(`${codes.length} ${[...new Set(codes)].join(', ')}`, file).toBe(reports);
    }
  });
});
