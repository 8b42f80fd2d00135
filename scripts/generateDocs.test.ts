import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { formats } from '../core/formats/index.ts';
import { rules } from '../core/rules/index.ts';
import { rulePages } from '../tools/rules/rulePages.ts';
import { GENERATED, pages } from './generateDocs.ts';
import { systemPages } from './systemPages.ts';

const root = path.resolve(import.meta.dirname, '..');
const page = (file: string): string => pages.get(file)?.() ?? '';

test.each([...pages.keys()])('the committed docs/%s is that of the code', (file) => {
  const committed = readFileSync(path.join(root, 'docs', file), 'utf8');
  expect(committed, 'run: npm run generate').toBe(page(file));
});

test('the committed docs/systems are those of the folders of schemas/', () => {
  const folder = path.join(root, 'docs/systems');
  const current = systemPages(GENERATED);
  expect(readdirSync(folder).sort(), 'run: npm run generate').toEqual([...current.keys()].sort());
  expect(outdated(folder, current), 'run: npm run generate').toEqual([]);
});

test('the committed docs/rules are those of the folders of core/rules', () => {
  const folder = path.join(root, 'docs/rules');
  const current = rulePages(GENERATED);
  expect(readdirSync(folder).sort(), 'run: npm run generate').toEqual([...current.keys()].sort());
  expect(outdated(folder, current), 'run: npm run generate').toEqual([]);
});

/** Names alone: to show how two long pages differ takes minutes. */
function outdated(folder: string, current: ReadonlyMap<string, string>): string[] {
  return [...current.keys()].filter(
    (file) => readFileSync(path.join(folder, file), 'utf8') !== current.get(file),
  );
}

test('every rule has its section', () => {
  const text = [...rulePages(GENERATED).values()].join('');
  for (const { code } of rules) expect(text).toContain(`\n## ${code}\n`);
});

test('every code that validation reports by itself is on the page of fields', () => {
  const sources = globSync('core/{checks,findings,walk}/*.ts', { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(path.join(root, file), 'utf8'));
  const codes = sources.flatMap((source) =>
    [...source.matchAll(/(?:\bcode: |\bat\([^()']*)'([a-z-]+)'/g)].map(([, code = '']) => code),
  );
  expect(codes).toContain('unknown-field');
  expect(codes).toContain('invalid-api-version');
  const text = rulePages(GENERATED).get('fields.md');
  for (const code of codes) expect(text).toContain(`\n## ${code}\n`);
});

test('every format has its section', () => {
  for (const name of formats.keys()) expect(page('formats.md')).toContain(`\n## ${name}\n`);
});

test('every setting and every command is on its page', () => {
  const { contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    contributes: {
      commands: { command: string }[];
      configuration: { properties: Record<string, unknown> }[];
    };
  };
  for (const { command } of contributes.commands)
    expect(page('commands.md')).toContain(`\`${command}\``);
  for (const { properties } of contributes.configuration) {
    for (const name of Object.keys(properties))
      expect(page('settings.md')).toContain(`### ${name}\n`);
  }
});
