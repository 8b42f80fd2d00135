import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultSettings, parseSettings, settingsSection } from './settings.ts';

interface Manifest {
  contributes: { configuration: { properties: Record<string, { default: unknown }> }[] };
}

test('nothing set means the defaults, without a word', () => {
  for (const value of [undefined, null, {}, 'nonsense', 7, []]) {
    expect(parseSettings(value)).toEqual({ settings: defaultSettings, problems: [] });
  }
});

test('reads nested values and keys with dots alike', () => {
  expect(parseSettings({ hover: { enabled: false } }).settings.hover.enabled).toBe(false);
  expect(parseSettings({ 'hover.enabled': false }).settings.hover.enabled).toBe(false);
});

test('a wrong value falls back to its default and says so, the others keep theirs', () => {
  const { settings, problems } = parseSettings({
    validation: { enabled: 'yes' },
    maxFileSizeMB: -1,
    protectedContexts: ['prod', 3],
    readOnlyContexts: 'prod',
    execPluginTimeoutSeconds: 5,
    trace: { server: 'loud' },
    kubeconfig: { path: 'x' },
  });
  expect(settings).toEqual({ ...defaultSettings, execPluginTimeoutSeconds: 5 });
  expect(problems).toEqual([
    'dataPlatform.validation.enabled must be true or false; using the default',
    'dataPlatform.maxFileSizeMB must be a number from 0.1 to 100; using the default',
    'dataPlatform.kubeconfig must be a path; using the default',
    'dataPlatform.protectedContexts must be a list of context name patterns; using the default',
    'dataPlatform.readOnlyContexts must be a list of context name patterns; using the default',
    'dataPlatform.trace.server must be one of off, messages, verbose; using the default',
  ]);
});

test('a wrong level drops that one rule', () => {
  const { settings, problems } = parseSettings({ rules: { 'port-range': 'off', other: 'loud' } });
  expect(settings.rules).toEqual({ 'port-range': 'off' });
  expect(problems).toEqual([
    'dataPlatform.rules: other must be one of off, hint, information, warning, error',
  ]);
});

test('package.json declares the same settings with the same defaults', () => {
  const { contributes } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as Manifest;
  const declared = contributes.configuration.flatMap(({ properties }) =>
    Object.entries(properties).map(([key, { default: value }]) => [key, value] as const),
  );
  const nested: Record<string, unknown> = {};
  for (const [key, value] of declared) nested[key.slice(settingsSection.length + 1)] = value;
  expect(parseSettings(nested)).toEqual({ settings: defaultSettings, problems: [] });
  expect(Object.keys(nested).sort()).toEqual(flatKeys(defaultSettings).sort());
});

function flatKeys(settings: object): string[] {
  return Object.entries(settings).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && key !== 'rules'
      ? flatKeys(value).map((inner) => `${key}.${inner}`)
      : [key],
  );
}

test('files of schemas are paths, or mappings that say what they are about', () => {
  const files = ['crds/*.yaml', { file: 'a.json', group: 'a.io', version: 'v1', kind: 'A' }];
  expect(parseSettings({ schemas: { files } }).settings.schemas.files).toEqual([
    { file: 'crds/*.yaml' },
    files[1],
  ]);
  for (const wrong of ['a.yaml', [1], [{ group: 'a.io' }], [{ file: 'a.json', kind: 1 }]]) {
    const { settings, problems } = parseSettings({ schemas: { files: wrong } });
    expect(settings.schemas.files).toEqual([]);
    expect(problems).toHaveLength(1);
  }
});
