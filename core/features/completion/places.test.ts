import { expect, test } from 'vitest';
import { checkCompletion } from '../../../test/harness/checkCompletion.ts';

const head = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n';
const pod = `${head}spec:\n  containers:\n    - name: a\n      image: b:1\n`;
const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: a\nspec:\n';

test('the column of an empty line decides which mapping it belongs to', () => {
  expect(checkCompletion(`${pod}      $0\n`).labels).toContain('volumeMounts');
  expect(checkCompletion(`${pod}    $0\n`).labels).toContain('- (new item)');
  expect(checkCompletion(`${pod}  $0\n`).labels).toContain('volumes');
  expect(checkCompletion(`${pod}$0\n`).labels).toContain('status');
});

test('a line one or two columns beside every mapping is moved to the nearest', () => {
  expect(checkCompletion(`${pod}     vol$0\n`).accept('volumeMounts')).toBe(
    `${pod}      volumeMounts:\n        - name: \n          mountPath: /data\n`,
  );
  expect(checkCompletion(`${pod}       $0\n`).labels).toContain('volumeMounts');
  expect(checkCompletion(`${pod}   restart$0\n`).accept('restartPolicy')).toBe(
    `${pod}  restartPolicy: \n`,
  );
  expect(checkCompletion(`${claim}  volumeName: a\n   vol$0\n`).labels).toContain('volumeMode');
});

test('tabs for indentation are replaced', () => {
  expect(checkCompletion(`${pod}\trestart$0\n`).accept('restartPolicy')).toBe(
    `${pod}  restartPolicy: \n`,
  );
});

test('a list in the column of its key goes on there', () => {
  const flush = `${head}spec:\n  containers:\n  - name: a\n`;
  expect(checkCompletion(`${flush}    $0`).labels[0]).toBe('image');
  expect(checkCompletion(`${flush}  - $0`).labels[0]).toBe('name');
  expect(checkCompletion(`${head}spec:\n  containers:\n  $0`).labels).toContain('- (new item)');
  expect(checkCompletion(`${claim}  accessModes:\n  $0`).labels[0]).toBe('- ReadWriteOnce');
});

test('the first key of an item stands behind the dash', () => {
  const items = checkCompletion(`${head}spec:\n  containers:\n    - $0`);
  expect(items.labels.slice(0, 2)).toEqual(['name', 'image']);
  expect(items.labels).not.toContain('containers');
});

test('only the word is replaced, and only the key where a value follows', () => {
  expect(checkCompletion(`${pod}  rest$0artPol: Never\n`).accept('restartPolicy')).toBe(
    `${pod}  restartPolicy: Never\n`,
  );
  expect(checkCompletion(`${pod}  restartPolicy: Al$0wa # why\n`).accept('Always')).toBe(
    `${pod}  restartPolicy: Always # why\n`,
  );
});

test('the value may follow the colon without a space', () => {
  expect(checkCompletion(`${pod}  restartPolicy:$0\n`).accept('Never')).toBe(
    `${pod}  restartPolicy: Never\n`,
  );
});

test('quotes are kept around values and dropped from new keys', () => {
  expect(checkCompletion(`${pod}  restartPolicy: "Ne$0"\n`).accept('Never')).toBe(
    `${pod}  restartPolicy: "Never"\n`,
  );
  expect(checkCompletion(`${pod}  restartPolicy: 'Ne$0\n`).accept('Never')).toBe(
    `${pod}  restartPolicy: 'Never'\n`,
  );
  expect(checkCompletion(`${pod}  "restartP$0": Never\n`).accept('restartPolicy')).toBe(
    `${pod}  "restartPolicy": Never\n`,
  );
  expect(checkCompletion(`${pod}  "restartP$0"\n`).accept('restartPolicy')).toBe(
    `${pod}  restartPolicy: \n`,
  );
});

test('nothing is offered in comments, blocks of text and behind finished values', () => {
  expect(checkCompletion(`${pod}  # rest$0\n`).labels).toEqual([]);
  expect(checkCompletion(`${pod}  restartPolicy: Never # $0\n`).labels).toEqual([]);
  expect(checkCompletion(`${pod}      command: |\n        $0\n`).labels).toEqual([]);
  expect(checkCompletion(`${pod}  restartPolicy: Never $0\n`).labels).toEqual([]);
  expect(checkCompletion(`${pod}      args: ["a" $0]\n`).labels).toEqual([]);
  expect(checkCompletion(`${pod}      args: ["a"] # {$0\n`).labels).toEqual([]);
});

test('fields that are there are not offered again', () => {
  expect(checkCompletion(`${pod}      $0\n      command: [a]\n`).labels).not.toContain('command');
  expect(checkCompletion(`${pod}      $0\n      command: [a]\n`).labels).not.toContain('name');
});

test('a comment above, CRLF and another document do not matter', () => {
  expect(checkCompletion(`${pod}  # policy\n  $0\n`).labels).toContain('volumes');
  const crlf = `${pod}  rest$0\r\n`.replaceAll(/\r?\n/g, '\r\n');
  expect(checkCompletion(crlf).accept('restartPolicy')).toBe(
    `${pod}  restartPolicy: \n`.replaceAll('\n', '\r\n'),
  );
  expect(checkCompletion(`${pod}---\n${claim}  $0`).labels[0]).toBe('accessModes');
  expect(checkCompletion(`${pod}---\n$0`).labels[0]).toBe('apiVersion');
});

test('items of a List are completed by their own kind', () => {
  const list = `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n  - apiVersion: v1\n    kind: Service\n    spec:\n      $0\n`;
  expect(checkCompletion(list).labels).toContain('ports');
  expect(checkCompletion(list).labels).not.toContain('containers');
  expect(
    checkCompletion('apiVersion: v1\nkind: List\nitems:\n  - kind: Pod\n    $0\n').labels,
  ).toContain('apiVersion');
});

test('a document that does not parse is still understood', () => {
  const broken = `${pod}    bad: [\n  volumes:\n    - name: x\n      $0\n`;
  expect(checkCompletion(broken).labels).toContain('persistentVolumeClaim');
});

test('anchors and merge keys are passed over', () => {
  const merged = `${head}spec:\n  containers:\n    - &base\n      name: a\n      image: b\n    - <<: *base\n      $0\n`;
  expect(checkCompletion(merged).labels).toContain('command');
});

test('other versions of a kind, and kinds without a schema, complete what is known', () => {
  const old = 'apiVersion: sparkoperator.k8s.io/v1beta1\nkind: SparkApplication\nspec:\n  $0';
  expect(checkCompletion(old).labels).toContain('mainApplicationFile');
  const unknown = 'apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  $0';
  expect(checkCompletion(unknown).labels.slice(0, 2)).toEqual(['name', 'namespace']);
});

test('a manifest that is indented as a whole', () => {
  const indented = '  apiVersion: v1\n  kind: Pod\n  spec:\n    $0\n';
  expect(checkCompletion(indented).labels[0]).toBe('containers');
  expect(checkCompletion('  kind: $0\n').accept('Pod')).toBe('  apiVersion: v1\n  kind: Pod\n');
});

test('a Helm template is left alone', () => {
  expect(checkCompletion(`${pod}  {{- if .Values.a }}\n  $0\n`).labels).toEqual([]);
});
