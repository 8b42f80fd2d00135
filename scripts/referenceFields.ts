// `node scripts/referenceFields.ts`: the fields of all kinds that look as if they held the name of another object, with what
// the table of test/unit/referenceFields.yaml says of them where their schemas say nothing.
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { likeReferencesIn } from './referenceFields/likeReferences.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

interface Row {
  readonly because: string;
  readonly fields: readonly string[];
}

const table = parse(readFileSync(join(root, 'test/unit/referenceFields.yaml'), 'utf8')) as Row[];
const reasons = new Map(table.flatMap(({ because, fields }) => fields.map((f) => [f, because])));
for (const file of globSync('dist/schemas/*.json', { cwd: root }).sort()) {
  const types: unknown = JSON.parse(readFileSync(join(root, file), 'utf8'));
  for (const { field, place, isAnnotated } of likeReferencesIn(basename(file, '.json'), types))
    console.log(`${place}: ${isAnnotated ? 'x-ref' : (reasons.get(field) ?? 'OPEN')}`);
}
