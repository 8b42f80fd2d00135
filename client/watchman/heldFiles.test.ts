import { expect, test } from 'vitest';
import { createHeldFiles } from './heldFiles.ts';

const uri = 'file:///work/a.yaml';
const work = { uri, doing: 'diagnostic' };

function opened(texts: Record<string, string> = { [uri]: 'a: 1' }) {
  return { texts, files: createHeldFiles((asked) => texts[asked]) };
}

test('a file over which the server hangs is held at once', () => {
  const { files } = opened();
  files.begins(work);
  expect(files.fell('hang')).toMatchObject({ uri, fall: 'hang', doing: 'diagnostic' });
  expect(files.isHeld(uri, 'a: 1')).toBe(true);
});

test('a file over which the server falls otherwise is held after the third time', () => {
  const { files } = opened();
  const falls = [1, 2, 3].map(() => {
    files.begins(work);
    return files.fell('crash')?.uri;
  });
  expect(falls).toEqual([undefined, undefined, uri]);
});

test('falls over other files and over other texts are not added up', () => {
  const other = 'file:///work/b.yaml';
  const { files, texts } = opened({ [uri]: 'a: 1', [other]: 'b: 1' });
  for (const [round, at] of [uri, other, uri, other].entries()) {
    files.begins({ ...work, uri: at });
    expect(files.fell('crash'), String(round)).toBeUndefined();
  }
  texts[uri] = 'a: 2';
  files.begins(work);
  expect(files.fell('crash')).toBeUndefined();
});

test('a server that worked on nothing leaves all files free', () => {
  const { files } = opened();
  expect(files.fell('hang')).toBeUndefined();
  files.begins(work);
  files.begins({ uri: null, doing: '' });
  expect(files.fell('hang')).toBeUndefined();
  files.begins(work);
  files.started();
  expect(files.fell('hang')).toBeUndefined();
});

test('a file that was closed meanwhile is not held', () => {
  const { files } = opened({});
  files.begins(work);
  expect(files.fell('hang')).toBeUndefined();
});

test('a held file is let go when it changes, also on disk while it is closed', () => {
  const { files } = opened();
  files.begins(work);
  files.fell('hang');
  expect(files.release(uri)).toBe(true);
  expect(files.release(uri)).toBe(false);
  expect(files.isHeld(uri, 'a: 1')).toBe(false);
  files.begins(work);
  files.fell('hang');
  expect(files.isHeld(uri, 'a: 2')).toBe(false);
  expect(files.get(uri)).toBeUndefined();
});
