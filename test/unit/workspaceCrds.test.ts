/** The CRDs of all kinds that we know, as files of a workspace: each converts into schemas that our walk understands. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { formatApiVersion, gvkKey } from '../../shared/gvk.ts';
import { compileRe2 } from '../../core/patterns/re2.ts';
import type { TypeSchema } from '../../core/schema/schema.ts';
import { crdHead } from '../../core/schema/convert/crd.ts';
import { crdsOnDisk } from '../../core/workspace/testing.ts';
import { testSession } from '../harness/manifests.ts';
import { publishedCrd, publishedFacts } from '../harness/publishedCrds.ts';

const folder = mkdtempSync(join(tmpdir(), 'workspace-crds-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('every published CRD makes its kinds, with fields', async () => {
  const { store, disk } = testSession();
  for (const crd of publishedFacts().map(publishedCrd)) {
    const path = join(folder, `${crd.metadata.name}.yaml`);
    writeFileSync(path, stringify(crd, { aliasDuplicateObjects: false }));
    const crds = await crdsOnDisk(disk, path, 10_000_000);
    expect(crds.length, crd.metadata.name).toBe(1);
    store.workspace.setOnDisk(pathToFileURL(path).href, crds);
    // The lines that were looked at say the same as the whole.
    for (const { head, value } of crds)
      expect({ ...crdHead(value()), shortNames: [] }).toEqual({ ...head, shortNames: [] });
  }

  const bare: string[] = [];
  let kinds = 0;
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

/** Places of a schema that our walk would misread. */
function strange(schema: TypeSchema, at: string): string[] {
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
