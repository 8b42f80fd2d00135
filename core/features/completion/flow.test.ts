import { expect, test } from 'vitest';
import { checkCompletion } from '../../../test/harness/checkCompletion.ts';

const head = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n';
const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: a\nspec:\n';
const json = (line: string): string =>
  `{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "spec": {\n    "containers": [{"name": "a"}]${line}\n  }\n}\n`;

test('a mapping on one line is completed on that line', () => {
  const line = `${head}  containers:\n    - {name: a, $0}\n`;
  expect(checkCompletion(line).labels[0]).toBe('image');
  expect(checkCompletion(line).labels).not.toContain('name');
  expect(checkCompletion(line).accept('image')).toBe(
    `${head}  containers:\n    - {name: a, image: }\n`,
  );
  expect(checkCompletion(line).accept('volumeMounts')).toBe(
    `${head}  containers:\n    - {name: a, volumeMounts: [{name: , mountPath: }]}\n`,
  );
  const value = `${head}  containers: [{name: a, imagePullPolicy: $0, image: b}]\n`;
  expect(checkCompletion(value).accept('IfNotPresent')).toContain('imagePullPolicy: IfNotPresent,');
});

test('a list on one line takes its values', () => {
  expect(checkCompletion(`${claim}  accessModes: [Read$0]\n`).accept('ReadWriteMany')).toBe(
    `${claim}  accessModes: [ReadWriteMany]\n`,
  );
  expect(checkCompletion(`${claim}  accessModes: [ReadWriteOnce, $0]\n`).labels).toContain(
    'ReadOnlyMany',
  );
  expect(checkCompletion(`${claim}  accessModes: $0\n`).accept('ReadWriteOnce')).toBe(
    `${claim}  accessModes: [ReadWriteOnce]\n`,
  );
});

test('brackets that nobody closed end with the next field', () => {
  expect(checkCompletion(`${claim}  accessModes: [Read\n  $0\n`).labels).not.toContain(
    'ReadOnlyMany',
  );
  expect(
    checkCompletion(`${claim}  accessModes: [ReadWriteOnce\n  volumeMode: $0\n`).labels,
  ).toContain('Block');
});

test('keys and values of JSON are quoted, commas are left to the user', () => {
  expect(checkCompletion(json(',\n    $0')).accept('restartPolicy')).toBe(
    json(',\n    "restartPolicy": ""'),
  );
  expect(checkCompletion(json(',\n    "rest$0"')).accept('restartPolicy')).toBe(
    json(',\n    "restartPolicy": ""'),
  );
  expect(checkCompletion(json(',\n    "rest$0": "Never"')).accept('restartPolicy')).toBe(
    json(',\n    "restartPolicy": "Never"'),
  );
  expect(checkCompletion(json('\n    "vol$0"')).accept('volumes')).toBe(
    json('\n    "volumes": [{"name": ""}]'),
  );
  expect(checkCompletion(json(',\n    "restartPolicy": "N$0"')).accept('Never')).toBe(
    json(',\n    "restartPolicy": "Never"'),
  );
  expect(checkCompletion(json(',\n    "restartPolicy": $0')).accept('Never')).toBe(
    json(',\n    "restartPolicy": "Never"'),
  );
  expect(checkCompletion(json(',\n    "hostNetwork": $0')).accept('true')).toBe(
    json(',\n    "hostNetwork": true'),
  );
});

test('JSON fields that are there are not offered again', () => {
  const { labels } = checkCompletion('{"apiVersion": "v1", "kind": "Pod", $0 "spec": {}}');
  expect(labels).toContain('metadata');
  expect(labels).not.toContain('spec');
  expect(labels).not.toContain('kind');
});

test('apiVersion and kind of a JSON manifest are offered too', () => {
  expect(checkCompletion('{$0}').accept('kind')).toBe('{"kind": ""}');
  expect(checkCompletion('{"apiVersion": "batch/v1", "kind": "$0"}').accept('CronJob')).toBe(
    '{"apiVersion": "batch/v1", "kind": "CronJob"}',
  );
});

test('nothing is offered outside of the brackets of a JSON manifest', () => {
  expect(checkCompletion(`${json('')}$0`).labels).toEqual([]);
  expect(checkCompletion(`{\n  "apiVersion": "v1",\n  "kind": "Pod"\n}\n  $0`).labels).toEqual([]);
});
