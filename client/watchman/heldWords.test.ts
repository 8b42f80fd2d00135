import { expect, test } from 'vitest';
import { heldMessage, heldNote, reportUrl } from './heldWords.ts';

const file = {
  uri: 'file:///home/me/secret-project/db%20password.yaml',
  doing: 'textDocument/diagnostic',
} as const;
const versions = {
  extension: '1.2.3',
  editor: '1.101.0',
  node: '22.0.0',
  platform: 'linux x64',
};

test('the user is told the name of the file and what becomes of it', () => {
  const hang = heldMessage({ ...file, fall: 'hang' });
  expect(hang).toContain('db password.yaml');
  expect(hang).toContain('until it changes');
  expect(heldMessage({ ...file, fall: 'crash' })).toContain('three times');
  expect(heldNote({ ...file, fall: 'hang' })).toContain('not checked until it changes');
});

test('a report holds versions and the place in our program, nothing of the file', () => {
  const url = reportUrl('https://example.com/issues', { ...file, fall: 'hang' }, versions);
  const { pathname, searchParams } = new URL(url);
  expect(pathname).toBe('/issues/new');
  const whole = `${searchParams.get('title')} ${searchParams.get('body')}`;
  for (const part of [...Object.values(versions), file.doing]) expect(whole).toContain(part);
  expect(whole).not.toMatch(/secret-project|password|home|file:/);
});
