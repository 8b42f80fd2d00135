// `npm run facts -- FILE...`: of tables in Markdown whose rows begin with the name of a fact (`| \`name\` | ...`), the rows
// that the tables of test/unit/knownFacts do not have: nothing says yet what tells them, or why nothing does.
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'test/unit/knownFacts');

process.exit(main(process.argv.slice(2)));

function main(files: readonly string[]): number {
  if (files.length === 0) {
    console.error('Name the tables, e.g. npm run facts -- RULES.md');
    return 2;
  }
  const known = new Set(
    globSync('{,pairs/}*.yaml', { cwd: folder }).flatMap((file) =>
      Object.keys(parse(readFileSync(join(folder, file), 'utf8'), { merge: true }) as object),
    ),
  );
  for (const file of files) {
    const rows = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const open = rows.filter((row) => !known.has(row.split('`')[1] ?? ''));
    for (const row of open) console.log(row);
    console.log(`${basename(file)}: ${open.length} of ${rows.length} are open`);
  }
  return 0;
}
