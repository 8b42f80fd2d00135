import { expect, test } from 'vitest';
import { Roots } from '../workspace/disk/roots.ts';
import { linkTarget } from './linkTarget.ts';

const file = '/work/shop/base/kustomization.yaml';
const target = (path: string, roots: readonly string[] = ['/work/shop']) =>
  linkTarget(file, path, new Roots(roots));

test('a path leads to the file that it names', () => {
  expect(target('claim.yaml')).toBe('file:///work/shop/base/claim.yaml');
  expect(target('../overlays/./x/')).toBe('file:///work/shop/overlays/x');
  expect(target('a b#1?.yaml')).toBe('file:///work/shop/base/a%20b%231%3F.yaml');
  expect(target('%2e%2e/%2e%2e/x')).toBe('file:///work/shop/base/%252e%252e/%252e%252e/x');
});

test.each([
  ...['command:workbench.action.terminal.new', ' command:a', 'COMMAND:a', 'vscode://a.b/c'],
  ...['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'file://host/share', 'c:/x'],
  ...['../../../etc/passwd', '/etc/passwd', '//host/share', '..\\..\\..\\x', 'a\u0000b', 'a\nb'],
])('%j leads nowhere', (path) => {
  expect(target(path)).toBeUndefined();
});

test('a folder whose name only begins like a root is outside', () => {
  expect(target('../../shop2/x.yaml')).toBeUndefined();
});

test('without a root and without a place on disk there is no target', () => {
  expect(target('x.yaml', [])).toBeUndefined();
  expect(linkTarget(undefined, 'a.yaml', new Roots(['/']))).toBeUndefined();
});
