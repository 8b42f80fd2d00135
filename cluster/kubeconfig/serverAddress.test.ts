import { expect, test } from 'vitest';
import { readServerAddress } from './serverAddress.ts';

const urlOf = (text: string) => {
  const read = readServerAddress(text);
  return read.ok ? read.url : read.why;
};

test.each([
  ['https://api.example:6443/', 'https://api.example:6443'],
  ['https://api.example:6443///', 'https://api.example:6443'],
  ['HTTPS://API.example:6443', 'https://api.example:6443'],
  ['https://api.example:443', 'https://api.example'],
  ['https://api.example/k8s/clusters/c-1/', 'https://api.example/k8s/clusters/c-1'],
  ['https://api.example/k8s/?a=b#c', 'https://api.example/k8s'],
  ['https://[::1]:6443/', 'https://[::1]:6443'],
  ['https://10.0.0.1', 'https://10.0.0.1'],
  ['https://a:b@10.0.0.1:6443/x', 'https://10.0.0.1:6443/x'],
])('%s is %s', (text, canonical) => {
  expect(urlOf(text)).toBe(canonical);
});

test.each(['api.example:6443', '127.0.0.1:6443', 'localhost:6443/', '[::1]:6443'])(
  '%s without a scheme is an address of plain http',
  (text) => {
    expect(urlOf(text)).toBe(`http://${text.replace('/', '')}`);
  },
);

test.each([
  ['ftp://api.example', 'begins with ftp://'],
  ['api.example:6443/path', 'has a path but does not begin'],
  ['https://', 'names no host'],
  ['https:///path', 'names no host'],
  ['https://api example', 'holds a blank'],
  [' https://api.example', 'holds a blank'],
  ['https://api.example\\path', 'holds a blank, a backslash'],
  ['//api.example:6443', 'is neither a URL nor a host'],
  ['https://127.1:6443', 'not written as four plain numbers'],
  ['https://0x7f000001', 'not written as four plain numbers'],
  ['https://127.000.000.001/', 'not written as four plain numbers'],
  ['127.1:6443', 'not written as four plain numbers'],
  ['https://api.example:99999', 'is neither a URL nor a host'],
])('%j is refused', (text, why) => {
  expect(urlOf(text)).toContain(why);
});

test('a user and a password are no part of what is shown', () => {
  expect(readServerAddress('https://ann:pass%20word@api.example')).toEqual({
    ok: true,
    url: 'https://api.example',
    userInfo: 'ann:pass word',
  });
});
