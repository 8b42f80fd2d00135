import { expect, test } from 'vitest';
import { diskPlaces } from '../workspace/disk/testing.ts';
import { Configurations } from './configurations.ts';

test('the nearest file counts, up to the folder of the workspace', () => {
  const { disk, inside, outside, write } = diskPlaces();
  write(`${inside}/.dpm.yaml`, 'rules: { unknown-field: hint }\n');
  const near = write(`${inside}/team/.dpm.yaml`, 'rules: { missing-field: "off" }\n');
  write(`${outside}/.dpm.yaml`, 'rules: { missing-field: hint }\n');
  const found = new Configurations(disk);
  expect(found.of(`${inside}/team/app/deep/a.yaml`)?.path).toBe(near);
  expect(found.rulesFor(`${inside}/team/app/a.yaml`, { 'unknown-field': 'error' })).toEqual({
    'unknown-field': 'error',
    'missing-field': 'off',
  });
  expect(found.rulesFor(`${inside}/a.yaml`, { 'unknown-field': 'error' })).toEqual({
    'unknown-field': 'hint',
  });
  expect(found.of(`${outside}/a.yaml`)).toBeUndefined();
  expect(found.of(undefined)).toBeUndefined();
});

test('the command line counts before the file', () => {
  const { disk, inside, write } = diskPlaces();
  write(`${inside}/.dpm.yaml`, 'rules: { unknown-field: hint, missing-field: hint }\n');
  const found = new Configurations(disk);
  found.overrides = { 'unknown-field': 'error' };
  expect(found.rulesFor(`${inside}/a.yaml`, {})).toEqual({
    'unknown-field': 'error',
    'missing-field': 'hint',
  });
});

test('rules are the same object until something changes', () => {
  const { disk, inside, write } = diskPlaces();
  const path = `${inside}/a.yaml`;
  const found = new Configurations(disk);
  const settings = {};
  expect(found.rulesFor(path, settings)).toBe(settings);
  write(`${inside}/.dpm.yaml`, 'rules: { unknown-field: hint }\n');
  expect(found.rulesFor(path, settings)).toBe(settings);
  found.forget();
  const rules = found.rulesFor(path, settings);
  expect(rules).toEqual({ 'unknown-field': 'hint' });
  expect(found.rulesFor(`${inside}/b.yaml`, settings)).toBe(rules);
});

test('patterns count from the folder of their file', () => {
  const { disk, inside, write } = diskPlaces();
  write(`${inside}/team/.dpm.yaml`, 'ignore: [/gen/, "*.tmp.yaml", "!keep.tmp.yaml"]\n');
  const { ignores } = ignoredBy(new Configurations(disk), inside);
  expect(ignores('team/gen/deep/a.yaml')).toBe(true);
  expect(ignores('team/app/gen/a.yaml')).toBe(false);
  expect(ignores('team/app/a.tmp.yaml')).toBe(true);
  expect(ignores('team/keep.tmp.yaml')).toBe(false);
  expect(ignores('other/a.tmp.yaml')).toBe(false);
});

test('a file that was named counts alone, and its patterns from the folder that was named', () => {
  const { disk, inside, write } = diskPlaces();
  write(`${inside}/.dpm.yaml`, 'ignore: ["*"]\n');
  const named = write(`${inside}/ci/dpm.yaml`, 'ignore: [/gen/]\n');
  const found = new Configurations(disk);
  found.useOnly(named, inside);
  const { ignores } = ignoredBy(found, inside);
  expect(ignores('gen/a.yaml')).toBe(true);
  expect(ignores('a.yaml')).toBe(false);
  found.useOnly(`${inside}/none.yaml`, inside);
  expect(found.of(`${inside}/a.yaml`)?.problem).toBe('there is no such file');
});

test('a file that cannot be read says why', () => {
  const { disk, inside, pipe } = diskPlaces();
  pipe(`${inside}/.dpm.yaml`);
  const found = new Configurations(disk).of(`${inside}/a.yaml`);
  expect(found).toMatchObject({ path: `${inside}/.dpm.yaml`, problem: 'it is no file' });
});

function ignoredBy(found: Configurations, folder: string) {
  return { ignores: (path: string) => found.ignores(`${folder}/${path}`) };
}
