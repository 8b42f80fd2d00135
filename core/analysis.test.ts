import { expect, test } from 'vitest';
import { Analysis } from './analysis.ts';
import { silentLog } from './log.ts';
import { SchemaStore } from './schema/schemaStore.ts';
import { defaultSettings } from '../shared/settings.ts';

test('a code in the settings that does not exist is said in the log, once', () => {
  const lines: string[] = [];
  const analysis = new Analysis({
    store: new SchemaStore(() => '{}'),
    log: { ...silentLog, info: (line) => lines.push(line) },
    loadEngine: () => Promise.reject(new Error('not needed')),
  });
  const rules = { 'wrong-tipe': 'off', 'wrong-type': 'off' } as const;
  analysis.useSettings({ ...defaultSettings, rules });
  analysis.useSettings({ ...defaultSettings, rules: { ...rules } });
  expect(lines).toEqual([
    'dataPlatform.rules: no rule has the code wrong-tipe: did you mean wrong-type?',
  ]);
});
