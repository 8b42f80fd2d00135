/** Every finding leads to a page that is there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codes } from '../../core/findings/codes.ts';
import { helpAddress, helpPage } from '../../core/findings/helpPage.ts';
import { explanations } from '../../tools/rules/explanations.ts';
import { repositoryRoot } from '../harness/manifests.ts';

const { homepage, repository } = JSON.parse(
  readFileSync(join(repositoryRoot, 'package.json'), 'utf8'),
) as { homepage: string; repository: { url: string } };

test('the homepage is the repository', () => {
  expect(`${homepage}.git`).toBe(repository.url);
});

test('an address is that of the page on GitHub', () => {
  expect(helpAddress('https://github.com/a/b', 'node-port-type')).toBe(
    'https://github.com/a/b/blob/main/docs/rules/services.md#node-port-type',
  );
});

test('every code has the anchor that its findings lead to', () => {
  const missing = [...codes.keys()].filter((code) => {
    const [file = '', anchor = ''] = helpPage(code).split('#');
    return !anchorsIn(file).has(anchor);
  });
  expect(missing).toEqual([]);
});

test('every code is explained offline, too', () => {
  const texts = explanations();
  expect(Object.keys(texts).sort()).toEqual([...codes.keys()].sort());
  for (const [code, text] of Object.entries(texts)) expect(text).toMatch(`# ${code}\n\n`);
});

/** As GitHub makes them of headings: in lower case, blanks as hyphens, other signs gone. */
function anchorsIn(file: string): Set<string> {
  const text = readFileSync(join(repositoryRoot, 'docs', file), 'utf8');
  return new Set(
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
