// Tells whether a build is needed: a hash over all inputs, kept beside the output.

import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the bundles are made from. The package's files never change under one version. */
const INPUTS = [
  'schemas/*/system.yaml',
  'schemas/*/{makes,pods}.yaml',
  'schemas/kubernetes/apiVersions.yaml',
  'schemas/kubernetes/history.json',
  'schemas/{tools,kustomize,helm-chart-files}/*',
  'schemas/*/overlay/*.yaml',
  'schemas/*/definitions/*.yaml',
  'schemas/*/descriptions.yaml',
  'schemas/*/facts.json',
  'schemas/*/charts/*/*.yaml',
  'schemas/*/charts/*/history.json',
  'schemas/dictionaries/*/*',
  'tools/dictionaries/*.ts',
  'tools/schemas/**/*.ts',
  'tools/kubernetes/*.ts',
  'core/schema/convert/*.ts',
  'core/schema/packedIndex.ts',
  'core/formats/*.ts',
  'node_modules/kubernetes-models/package.json',
  'node_modules/@kubernetes-models/*/package.json',
  'node_modules/ts-json-schema-generator/package.json',
  'node_modules/typescript/package.json',
];

/** Hash of all inputs below `root`, by name and content. */
export function inputStamp(root: string): string {
  const hash = createHash('sha256');
  for (const file of globSync(INPUTS, { cwd: root }).sort()) {
    if (file.endsWith('.test.ts')) continue;
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
