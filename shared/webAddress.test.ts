import { expect, test } from 'vitest';
import { webAddress } from './webAddress.ts';

test('a page of the web may be opened', () => {
  expect(webAddress('https://example.com/a_b?c=d#e')).toBe('https://example.com/a_b?c=d#e');
  expect(webAddress('HTTP://Example.com')).toBe('http://example.com/');
});

test.each([
  ...['command:workbench.action.terminal.new', 'vscode://a.b/c', 'javascript:alert(1)'],
  ...['data:text/html,x', 'file:///etc/passwd', 'file://host/share', '//host/share', '', 'a b'],
  ...['&#106;avascript:alert(1)', ' https://example.com', 'https://a\\b', 'https://a b', 'https:'],
  ...['https://kubernetes.io@example.com/', 'https://user:word@example.com/', 'https://a\nb'],
])('%j may not', (address) => {
  expect(webAddress(address)).toBeUndefined();
});

test('no character of an address ends the link that it stands in', () => {
  expect(webAddress('https://example.com/a)[x](command:y)<b>`"')).not.toMatch(/[()[\]<>`"]/);
});
