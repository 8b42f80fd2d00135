// What the documents of the repository name must exist: links, images, scripts, paths.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withoutEnd } from '../../shared/trim.ts';

const root = resolve(import.meta.dirname, '../..');
const ignored = /(^|\/)(node_modules|dist|out|\.git)(\/|$)/;
const documents = globSync('**/*.md', { cwd: root, exclude: (name) => ignored.test(name) }).sort();
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Folders of the repository: what begins with one of them, in backticks, is meant as a path. */
const folders =
  /^(?:cli|client|cluster|core|docs|samples|schemas|scripts|server|shared|snippets|test|tools)\//;
const sourceFile = /^[\w/<>*-]+\.m?ts$/;
const sources = '{cli,client,cluster,core,scripts,server,shared,test,tools}';

test('finds the documents', () => {
  expect(documents).toContain('README.md');
  expect(documents).toContain('docs/rules.md');
  expect(documents.length).toBeGreaterThan(10);
});

describe.each(documents)('%s', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  const prose = withoutBlocks(text);

  test('links lead somewhere', () => {
    expect(linksOf(prose).filter((link) => !leadsSomewhere(document, link))).toEqual([]);
  });

  test('scripts that are named exist', () => {
    const named = [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)];
    expect(named.map((match) => match[1] ?? match[2] ?? '').filter(isNoScript)).toEqual([]);
  });

  test('paths that are named exist', () => {
    expect(pathsOf(prose).filter((path) => !exists(path))).toEqual([]);
  });

  test('speaks of the product alone', () => {
    const own = withoutDefaults(text);
    for (const word of forbidden) expect(own).not.toMatch(word);
  });
});

test('what is wrong is found', () => {
  const text = 'See [a](nowhere.md), [b](README.md#no-such-part), `scripts/nothing.ts`.';
  expect(linksOf(text).some((link) => leadsSomewhere('README.md', link))).toBe(false);
  expect(pathsOf(text).some(exists)).toBe(false);
  expect(isNoScript('nothing')).toBe(true);
  expect(forbidden.some((word) => word.test('see issue 3'))).toBe(true);
  expect(exists('schemas/*/examples/{valid,invalid}/*.yaml')).toBe(true);
});

/** Places and talk of one machine. */
const forbidden = [
  /\/work\//,
  /\/root\b/,
  /\bissues? #?\d/i,
  /\b(?:registry\.npmjs|registry\.yarnpkg|pypi|files\.pythonhosted|proxy\.golang|sum\.golang)\.\w+/,
  /\b(?:artifactory|nexus|verdaccio|devpi)\b/i,
];

/** Defaults are facts of the systems, whatever place they name. */
function withoutDefaults(text: string): string {
  return text.replaceAll(/\bDefault: `[^`\n]*`/g, 'Default:');
}

function isNoScript(name: string): boolean {
  return !Object.hasOwn(scripts, name);
}

/** Targets of links and images that are not addresses of the web. */
function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', part] = link.split('#');
  const file = path === '' ? join(root, document) : resolve(root, dirname(document), path);
  if (relative(root, file).startsWith('..') || !existsSync(file)) return false;
  return part === undefined || headingsOf(readFileSync(file, 'utf8')).includes(part);
}

/** Anchors of the headings, as GitHub makes them. */
function headingsOf(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

/** Words in backticks that are paths of the repository, or source files by the end of their path. */
function pathsOf(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)]
    .flatMap(([, code = '']) => code.split(/\s+/))
    .map((word) => withoutEnd(word, /[:,;.]/))
    .filter((word) => folders.test(word) || sourceFile.test(word));
}

/** `<name>` stands for anything. */
function exists(path: string): boolean {
  const pattern = path.replace(/<[\w-]+>/g, '*');
  const places = sourceFile.test(path) ? [pattern, `${sources}/**/${pattern}`] : [pattern];
  return globSync(places, { cwd: root }).length > 0;
}

function withoutBlocks(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '');
}
