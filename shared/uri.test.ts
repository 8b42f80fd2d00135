import { pathToFileURL } from 'node:url';
import { URI } from 'vscode-uri';
import { expect, test } from 'vitest';
import { canonicalUri, fileUriOf, filePathOf, percentDecoded, readableUri } from './uri.ts';

const names = [
  ...['plain', 'copy (1)', 'a+b', 'v@1', 'a=b&c', "quote's", '[x](y)', '$x', 'colon:1', 'a b'],
  ...['100%', '%41', '%zz', '%2F', 'hash#1', 'question?', 'back\\slash', 'semi;colon,comma'],
  ...['e\u0301', '\u00e9', 'файл', '文件', '😀', 'star*', '~tilde', '{a,b}', 'pipe|', '"quoted"'],
];

test.each(names)('a file named %j has one address, whoever spells it', (name) => {
  const path = `/work/some folder/${name}.yaml`;
  const uri = fileUriOf(path);
  expect(filePathOf(uri)).toBe(path);
  const strict = `file://${path.split('/').map(everyCharacter).join('/')}`;
  for (const spelled of [
    pathToFileURL(path).href,
    URI.from({ scheme: 'file', path }).toString(),
    strict,
    strict.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    uri.replace('file:///', 'FILE://localhost/'),
    uri.replace('/work/', '/work/./x/..//'),
  ]) {
    expect([spelled, canonicalUri(spelled)]).toEqual([spelled, uri]);
    expect(filePathOf(spelled)).toBe(path);
  }
});

function everyCharacter(name: string): string {
  return [...Buffer.from(name)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

test('two names that only look alike are two files, but on a Mac', () => {
  const [one, other] = ['file:///e\u0301.yaml', 'file:///\u00e9.yaml'];
  expect(canonicalUri(one, 'linux')).not.toBe(canonicalUri(other, 'linux'));
  expect(canonicalUri(one, 'darwin')).toBe(canonicalUri(other, 'darwin'));
});

test('a drive of Windows is the same in either case and spelling', () => {
  const all = ['file:///c%3A/a b/x.yaml', 'file:///C:/a%20b/x.yaml', 'file:///c:/a%20b/x.yaml'];
  expect(new Set(all.map((uri) => canonicalUri(uri)))).toEqual(
    new Set([all[0]!.replace(' ', '%20')]),
  );
  for (const uri of all) expect(filePathOf(uri, 'win32')).toBe('c:\\a b\\x.yaml');
  expect(fileUriOf('C:\\a b\\x.yaml', 'win32')).toBe('file:///c%3A/a%20b/x.yaml');
  expect(filePathOf('file:///C:', 'win32')).toBe('c:\\');
  expect(filePathOf('file:///tmp/x', 'win32')).toBeUndefined();
});

test('a share is a place on Windows only', () => {
  const uri = 'file://server/share/x.yaml';
  expect(filePathOf(uri, 'win32')).toBe('\\\\server\\share\\x.yaml');
  expect(fileUriOf('\\\\server\\share\\x.yaml', 'win32')).toBe(uri);
  expect(filePathOf(uri, 'linux')).toBeUndefined();
});

test('a folder is the same with and without a slash at its end', () => {
  expect(canonicalUri('file:///work/')).toBe('file:///work');
  expect(filePathOf('file:///work/')).toBe('/work');
  expect(filePathOf('file:///')).toBe('/');
});

test.each([
  ...[
    '',
    'not a uri',
    '__proto__',
    'constructor',
    'file',
    ':',
    '1:x',
    'ä:x',
    '/work/x.yaml',
    'C:\\x',
  ],
  ...[
    'untitled:%',
    'untitled:Untitled-1',
    'vscode-vfs://github/a/b%zz.yaml',
    'file://[',
    'http://%',
  ],
  ...[
    'file:',
    'file://',
    'file://localhost',
    'file:///a%00b.yaml',
    'data:text/html,x',
    `file:///${'%ff'.repeat(50_000)}`,
    'a:\ud800',
  ],
])('%j is no file, and no fault', (uri) => {
  expect(filePathOf(uri)).toBeUndefined();
  const key = canonicalUri(uri);
  expect(canonicalUri(key)).toBe(key);
  expect(readableUri(uri)).toBeTypeOf('string');
});

test('an address that is escaped wrongly keeps its characters', () => {
  expect(filePathOf('file:///tmp/%zz')).toBe('/tmp/%zz');
  expect(canonicalUri('file:///tmp/%zz')).toBe('file:///tmp/%25zz');
  expect(filePathOf('file:///tmp/a%2Fb.yaml')).toBe('/tmp/a/b.yaml');
  expect(percentDecoded('%zz')).toBeUndefined();
  expect(percentDecoded('a%20b')).toBe('a b');
});

test('half of a pair of surrogates is no reason to fail', () => {
  expect(fileUriOf('/tmp/\ud800.yaml')).toBe('file:///tmp/%EF%BF%BD.yaml');
  expect(canonicalUri('file:///tmp/\ud800.yaml')).toBe('file:///tmp/%EF%BF%BD.yaml');
});

test('a person reads an address without escapes', () => {
  expect(readableUri('untitled:a%20b')).toBe('untitled:a b');
});
