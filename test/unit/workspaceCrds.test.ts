/** Every CRD of the upstream collection as a CRD of the workspace: it converts, and refuses nothing that is valid. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { formatApiVersion, gvkKey } from '../../shared/gvk.ts';
import { compileRe2 } from '../../server/src/patterns/re2.ts';
import { ManifestDocument } from '../../server/src/documents/manifestDocument.ts';
import type { Schema } from '../../server/src/schema/schema.ts';
import { crdHead } from '../../server/src/schema/crd/crd.ts';
import { crdsOnDisk } from '../../server/src/schema/sources/crdFiles.ts';
import { corpus, documentsOf, refusedDocuments } from '../harness/corpus.ts';
import { diagnose, filesBelow, full, repositoryRoot, testSession } from '../harness/manifests.ts';

const upstream = join(repositoryRoot, '../shared/upstream/crds');
const isHere = existsSync(upstream) && existsSync(join(corpus, 'valid'));

if (isHere) {
  defineTests();
} else {
  test.skip(`the upstream CRDs and the corpus are not on this machine: ${upstream} is missing`, () =>
    undefined);
}

function defineTests(): void {
  const session = testSession();
  const { store } = session;

  test('every upstream CRD makes its kinds, with fields', { timeout: 120_000 }, async () => {
    const bare: string[] = [];
    let kinds = 0;
    for (const path of filesBelow(upstream, '')) {
      if (!/\.(ya?ml|json)$/.test(path)) continue;
      const crds = await crdsOnDisk(session.disk, path, 10_000_000);
      expect(crds.length, relative(upstream, path)).toBeGreaterThan(0);
      store.workspace.setOnDisk(pathToFileURL(path).href, crds);
      // The lines that were looked at say the same as the whole.
      for (const { head, value } of crds)
        expect({ ...crdHead(value()), shortNames: [] }).toEqual({ ...head, shortNames: [] });
    }
    for (const entry of store.workspace.kinds) {
      kinds++;
      const [schema] = store.workspace.find(entry);
      const root = schema?.root();
      expect(root, gvkKey(entry)).toBeDefined();
      const fields = Object.keys(root?.properties ?? {});
      if (fields.length < 4) bare.push(`${formatApiVersion(entry)} ${entry.kind}`);
      if (root) expect(strange(root, gvkKey(entry))).toEqual([]);
    }
    expect(kinds).toBeGreaterThan(150);
    // Kinds whose own definition says no more than that they are objects.
    expect(bare.length).toBeLessThan(kinds / 10);
  });

  test('no valid document of their kinds has an error', { timeout: 240_000 }, async () => {
    const refused = refusedDocuments();
    const errors: string[] = [];
    const seen = new Set<string>();
    let documents = 0;
    for (const path of filesBelow(join(corpus, 'valid'), '')) {
      if (!/\.(ya?ml|json)$/.test(path)) continue;
      const file = relative(corpus, path);
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
}

/** Places of a schema that our walk would misread. */
function strange(schema: Schema, at: string): string[] {
  const found: string[] = [];
  if (schema.properties && schema.additionalProperties === undefined)
    found.push(`${at}: undecided`);
  if (schema.pattern !== undefined && !compileRe2(schema.pattern).ok)
    found.push(`${at}: ${schema.pattern}`);
  for (const [name, child] of Object.entries(schema.properties ?? {}))
    if (child.$ref === undefined) found.push(...strange(child, `${at}.${name}`));
  if (schema.items) found.push(...strange(schema.items, `${at}[]`));
  return found;
}
