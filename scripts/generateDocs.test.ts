import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../server/src/rules/index.ts';
import { rulesPage } from './generateDocs.ts';

test('the committed page of rules is that of the rules', () => {
  const file = path.resolve(import.meta.dirname, '../docs/rules.md');
  expect(readFileSync(file, 'utf8'), 'run: node scripts/generateDocs.ts').toBe(rulesPage());
});

test('every rule has its section', () => {
  const page = rulesPage();
  for (const { code } of rules) expect(page).toContain(`\n## ${code}\n`);
});
