import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import {
  builtStore,
  checkCompletion,
  expandSnippet,
} from '../../../test/harness/checkCompletion.ts';
import { silentLog } from '../../log.ts';
import { Session } from '../../session.ts';
import { StepBudget } from '../../pacing/stepBudget.ts';
import { finish } from '../../pacing/work.ts';
import { usualFilling } from '../../placeholders/placeholdersIn.ts';
import { validateDocument } from '../../findings/validate.ts';
import { preferredKinds } from './kindOrder.ts';
import { skeletonText } from './manifestSkeleton.ts';

/** What another person would still have to know: which of several fields, and how they go together. */
const aboutShape = new Set([
  'unknown-field',
  'wrong-type',
  'invalid-value',
  'missing-field',
  'yaml-syntax',
  'duplicate-key',
]);

test.for(
  preferredKinds(builtStore)
    .filter(({ kind }) => !kind.endsWith('Review') && !kind.endsWith('List'))
    .map((entry) => [entry.kind, entry] as const),
)('the skeleton of %s is a whole manifest', ([, entry]) => {
  const text = expandSnippet(skeletonText(builtStore, entry));
  expect(parseDocument(text).errors).toEqual([]);
  const session = new Session({
    store: builtStore,
    log: silentLog,
    loadEngine: () => Promise.reject(new Error('not needed')),
  });
  session.open('untitled:a.yaml', 'yaml', 1, text);
  const document = session.file('untitled:a.yaml')?.documents[0];
  if (!document) throw new Error('no document');
  const ctx = { store: builtStore, isPatch: false, filling: usualFilling };
  const findings = finish(validateDocument(ctx, document, new StepBudget()));
  const wrong = findings.filter(({ code }) => aboutShape.has(code) || code.startsWith('format-'));
  expect(wrong.map(({ code, message }) => `${code}: ${message}`).join('\n')).toBe('');
});

test('a claim starts with what every claim needs', () => {
  expect(checkCompletion('$0').accept('PersistentVolumeClaim')).toBe(
    `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: name
spec:
  accessModes:
    - ReadWriteOnce
  storageClassName: storage-class-name
  resources:
    requests:
      storage: 10Gi
`,
  );
});

test('the name of a Deployment is one tab stop in labels and selector', () => {
  const text = String(checkCompletion('$0').item('Deployment')?.textEdit?.newText);
  expect(text.match(/\$\{1:name\}/g)).toHaveLength(3);
  expect(text).toContain('replicas:');
  expect(text).toContain('    matchLabels:\n      app.kubernetes.io/name: ${1:name}\n');
  expect(text).toContain('      containers:\n        - name: ');
});

test('a Spark job starts with language, program, driver and executors', () => {
  const text = checkCompletion('$0').accept('SparkApplication');
  expect(text).toMatch(
    /spec:\n {2}type: .*\n {2}mode: cluster\n {2}image: .*\n {2}mainApplicationFile: .*\n {2}sparkVersion: .*\n {2}driver:\n {4}cores: 1\n/,
  );
});

test('a nested object is opened with its dashes, in the indentation of the file', () => {
  const flush =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    $0';
  expect(checkCompletion(flush).accept('volumeMounts')).toContain(
    '\n    volumeMounts:\n    - name: \n      mountPath: /data',
  );
});
