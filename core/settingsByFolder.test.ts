import { expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../shared/settings.ts';
import { SettingsByFolder } from './settingsByFolder.ts';

const level = (maxFileSizeMB: number): Settings => ({ ...defaultSettings, maxFileSizeMB });

test('the innermost folder decides, else the window', () => {
  const settings = new SettingsByFolder(
    level(1),
    new Map([
      ['file:///a', level(2)],
      ['file:///a/b/', level(3)],
    ]),
  );
  const of = (uri: string): number => settings.of(uri).maxFileSizeMB;
  expect(of('file:///a/x.yaml')).toBe(2);
  expect(of('file:///a/b/x.yaml')).toBe(3);
  expect(of('file:///a/bc/x.yaml')).toBe(2);
  expect(of('file:///ab/x.yaml')).toBe(1);
  expect(of('untitled:x')).toBe(1);
});

test('without settings of folders those of the window count', () => {
  expect(new SettingsByFolder(level(4)).of('file:///a/x.yaml').maxFileSizeMB).toBe(4);
});
