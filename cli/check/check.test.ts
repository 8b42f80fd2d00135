/** `dpm check`: what is checked, what counts, and the exit code. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { formatNames } from '../formats/format.ts';
import { doubtful, folderWith, right, wrong } from '../testing.ts';
import { crdText } from '../../test/harness/crdText.ts';

const finding = (path: string): string =>
  `${path}:5:1: error: there is no field "dat" here: did you mean data? [unknown-field]\n`;

test('what is found is written with its place, and the exit code says it', async () => {
  const { dpm } = folderWith({ 'a.yaml': right, 'deep/er/b.yml': wrong, 'c.json': '{}' });
  const { code, out, err } = await dpm(['check']);
  expect(out).toBe(finding('deep/er/b.yml'));
  expect(err).toBe('1 error in 3 files\n');
  expect(code).toBe(1);
});

test('nothing found is exit code 0', async () => {
  const { dpm } = folderWith({ 'a.yaml': right });
  expect(await dpm(['check', 'a.yaml'])).toEqual({
    code: 0,
    out: '',
    err: 'Nothing found in 1 file\n',
  });
});

test('a file that is no manifest is silent, even a broken or large one', async () => {
  const { dpm } = folderWith({
    'a.yaml': 'just: [broken\n',
    'b.json': JSON.stringify({ data: 'x'.repeat(5_000_000) }),
    'c.yaml': '\0\u0001\uFFFF',
  });
  expect(await dpm(['check'])).toMatchObject({ code: 0, out: '' });
});

test('what .gitignore names, node_modules and .git are left out of a folder, and not of what is named', async () => {
  const { dpm } = folderWith({
    '.git/a.yaml': wrong,
    'node_modules/a.yaml': wrong,
    '.gitignore': 'out/\n*.tmp.yaml\n!keep.tmp.yaml\n',
    'out/a.yaml': wrong,
    'sub/x.tmp.yaml': wrong,
    'sub/keep.tmp.yaml': wrong,
    'sub/.gitignore': 'own.yaml\n',
    'sub/own.yaml': wrong,
  });
  expect((await dpm(['check'])).out).toBe(finding('sub/keep.tmp.yaml'));
  expect((await dpm(['check', 'sub'])).out).toBe(finding('sub/keep.tmp.yaml'));
  expect((await dpm(['check', 'out/a.yaml'])).out).toBe(finding('out/a.yaml'));
});

test('levels: the command line before .dpm.yaml', async () => {
  const { dpm } = folderWith({
    'a.yaml': wrong,
    '.dpm.yaml': 'rules:\n  unknown-field: warning\n',
  });
  expect((await dpm(['check'])).out).toContain('a.yaml:5:1: warning: ');
  expect((await dpm(['check', '--rule', 'unknown-field=hint'])).out).toContain('5:1: hint: ');
  expect(await dpm(['check', '--rule=unknown-field=off'])).toMatchObject({ code: 0, out: '' });
});

test('--fail-on decides the exit code, --min-severity what is written', async () => {
  const { dpm } = folderWith({ 'a.yaml': doubtful });
  expect((await dpm(['check'])).code).toBe(0);
  expect((await dpm(['check', '--fail-on', 'warning'])).code).toBe(1);
  expect(await dpm(['check', '--fail-on', 'warning', '--min-severity', 'error'])).toEqual({
    code: 1,
    out: '',
    err: '1 warning in 1 file; 1 not written (--min-severity)\n',
  });
  const other = folderWith({ 'a.yaml': wrong });
  expect((await other.dpm(['check', '--fail-on', 'never'])).code).toBe(0);
});

test('ignore of .dpm.yaml counts for what is named, too, and for the standard input', async () => {
  const { dpm } = folderWith({
    'a.yaml': wrong,
    'gen/b.yaml': wrong,
    '.dpm.yaml': 'ignore: [/gen/]\n',
  });
  expect((await dpm(['check'])).out).toBe(finding('a.yaml'));
  expect((await dpm(['check', 'gen/b.yaml'])).out).toBe('');
  const piped = await dpm(['check', '-', '--stdin-name', 'gen/c.yaml'], { input: wrong });
  expect(piped).toMatchObject({ code: 0, out: '' });
});

test('.dpm.yaml is sought up to the folder with .git', async () => {
  const { dpm, path } = folderWith({
    '.dpm.yaml': 'rules: { unknown-field: hint }\n',
    'repository/app/a.yaml': wrong,
  });
  mkdirSync(join(path, 'repository/.git'));
  expect((await dpm(['check', 'repository/app'])).code).toBe(1);
  writeFileSync(join(path, 'repository/.dpm.yaml'), 'rules: { unknown-field: hint }\n');
  expect((await dpm(['check', 'repository/app'])).code).toBe(0);
});

test('what is odd in .dpm.yaml is a finding, and one that cannot be read is exit code 2', async () => {
  const { dpm, write } = folderWith({ 'a.yaml': right, '.dpm.yaml': 'rulez: {}\n' });
  expect(await dpm(['check'])).toMatchObject({
    code: 0,
    out: '.dpm.yaml:1:1: warning: there is no key rulez: did you mean rules? [configuration]\n',
  });
  write('.dpm.yaml', 'rules: [\n');
  const { code, err } = await dpm(['check', 'a.yaml']);
  expect(code).toBe(2);
  expect(err).toContain('dpm check: .dpm.yaml: these settings cannot be read: ');
});

test('.dpm.yaml is read below a comment and a separator, and only its first document', async () => {
  const { dpm, write } = folderWith({
    'a.yaml': wrong,
    '.dpm.yaml': '# ours\n---\nrules: { unknown-field: off }\n',
  });
  expect(await dpm(['check'])).toMatchObject({ code: 0, out: '' });
  write('.dpm.yaml', 'rules: { unknown-field: off }\n---\nrules: { missing-field: off }\n');
  expect((await dpm(['check'])).out).toBe(
    '.dpm.yaml:3:1: warning: only the first document of this file counts: move what stands here into it [configuration]\n',
  );
});

test('--config counts alone', async () => {
  const { dpm } = folderWith({
    'a.yaml': wrong,
    '.dpm.yaml': 'ignore: ["*"]\n',
    'ci/strict.yaml': 'rules: { unknown-field: warning }\nx: 1\n',
  });
  const { code, out } = await dpm(['check', '--config', 'ci/strict.yaml', 'a.yaml']);
  expect(out).toContain('a.yaml:5:1: warning: ');
  expect(out).toContain('ci/strict.yaml:2:1: warning: there is no key x');
  expect(code).toBe(0);
  const gone = await dpm(['check', '--config', 'none.yaml', 'a.yaml']);
  expect(gone.code).toBe(2);
  expect(gone.err).toContain('none.yaml: these settings cannot be read: there is no such file\n');
});

test('the standard input is checked under its name', async () => {
  const { dpm } = folderWith();
  expect((await dpm(['check', '-'], { input: wrong })).out).toBe(finding('stdin.yaml'));
  const named = await dpm(['check', '--stdin-name', 'app/b.yaml', '-'], { input: wrong });
  expect(named.out).toBe(finding('app/b.yaml'));
});

test('a file that cannot be read is exit code 2, and the others are checked', async () => {
  const { dpm, path } = folderWith({ 'a.yaml': wrong });
  const gone = await dpm(['check', 'a.yaml', 'none.yaml']);
  expect(gone).toMatchObject({ code: 2, out: finding('a.yaml') });
  expect(gone.err).toContain('dpm check: none.yaml: there is no such file or folder\n');
  writeFileSync(join(path, 'big.yaml'), `${right}${'#'.repeat(4_000_000)}`);
  const big = await dpm(['check', 'big.yaml']);
  expect(big.code).toBe(2);
  expect(big.err).toContain('dpm check: big.yaml: it has 4.0 MB, the limit is 4.0 MB\n');
});

test('a pipe in the place of a file keeps nobody waiting', async () => {
  const { dpm, path } = folderWith();
  execFileSync('mkfifo', [join(path, 'a.yaml')]);
  const { code, err } = await dpm(['check', 'a.yaml']);
  expect(code).toBe(2);
  expect(err).toContain('dpm check: a.yaml: it is no file: have its text come from');
});

test.skipIf(process.getuid?.() === 0)('a folder that may not be read is exit code 2', async () => {
  const { dpm, path } = folderWith({ 'a.yaml': right, 'closed/b.yaml': wrong });
  chmodSync(join(path, 'closed'), 0);
  onTestFinished(() => {
    chmodSync(join(path, 'closed'), 0o700);
  });
  for (const named of ['.', 'closed', 'closed/b.yaml']) {
    const { code, err } = await dpm(['check', named]);
    expect(code).toBe(2);
    expect(err).toMatch(/^dpm check: closed\S*: you may not read it\n/);
  }
});

test('a link that leads to itself is exit code 2 where it is named', async () => {
  const { dpm, path } = folderWith({ 'a.yaml': right });
  symlinkSync('loop.yaml', join(path, 'loop.yaml'));
  expect((await dpm(['check'])).code).toBe(0);
  const { code, err } = await dpm(['check', 'loop.yaml']);
  expect(code).toBe(2);
  expect(err).toContain('dpm check: loop.yaml: its link leads to itself\n');
});

test('settings that cannot be read are told once', async () => {
  const { dpm, path } = folderWith({ 'a.yaml': right });
  mkdirSync(join(path, '.dpm.yaml'));
  expect(await dpm(['check'])).toMatchObject({
    code: 2,
    err: 'dpm check: .dpm.yaml: these settings cannot be read: it is a folder\nNothing found in 1 file\n',
  });
});

test('UTF-16 is read as the editor reads it', async () => {
  const { dpm, path } = folderWith();
  const little = Buffer.from(`\uFEFF${wrong}`, 'utf16le');
  writeFileSync(join(path, 'a.yaml'), little);
  expect((await dpm(['check'])).out).toBe(finding('a.yaml'));
  writeFileSync(join(path, 'a.yaml'), Buffer.from(little).swap16());
  expect((await dpm(['check'])).out).toBe(finding('a.yaml'));
});

test('bytes that are no UTF-8 are exit code 2 in a manifest, where kubectl refuses them, and what is found is told', async () => {
  const { dpm, path } = folderWith();
  const write = (text: string): void => {
    writeFileSync(join(path, 'a.yaml'), Buffer.from(text, 'latin1'));
  };
  write(`${wrong}# caf\u00E9\n`);
  const { code, out, err } = await dpm(['check']);
  expect({ code, out }).toEqual({ code: 2, out: finding('a.yaml') });
  expect(err).toContain('dpm check: a.yaml: it is not written in UTF-8');
  expect(err).toContain('in 1 file; 1 of them not checked as it should be, see above\n');
  write('note: caf\u00E9\n');
  expect((await dpm(['check'])).code).toBe(0);
  write('{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"a":"caf\u00E9"}}');
  expect((await dpm(['check'])).code).toBe(0);
});

test.each([
  ['just some words', 'it holds a text and no YAML with fields'],
  ['a: [1\n', 'it cannot be read as YAML, so nothing of it was checked: line 1: '],
  ['a: 1\n---\n  b: c: d\n', ''],
  ['\0\u0001', 'it is no text'],
])(
  'a file that was named and holds %j is exit code 2, and one in a folder is not',
  async (text, why) => {
    const { dpm } = folderWith({ 'a.yaml': text });
    const { code, err } = await dpm(['check', 'a.yaml']);
    expect(code).toBe(why === '' ? 0 : 2);
    if (why !== '') expect(err).toContain(`dpm check: a.yaml: ${why}`);
    expect((await dpm(['check'])).code).toBe(0);
  },
);

test.each(['', '# nothing yet\n', '---\n', 'a: 1\n', '- a\n', 'a: {{ .Values.a\n', '{"a": 1}'])(
  'a file that was named and holds %j is taken',
  async (text) => {
    const { dpm } = folderWith({ 'a.yaml': text });
    expect((await dpm(['check', 'a.yaml'])).code).toBe(0);
  },
);

test.each([
  ['long', `"${'x'.repeat(1_600_000)}"`],
  ['deep', `${'['.repeat(400)}${']'.repeat(400)}`],
])('a manifest in JSON that is too %s to be checked is exit code 2', async (_, value) => {
  const text = (first: string): string => `{"${first}":"v1","items":${value},"kind":"List"}`;
  const { dpm, write } = folderWith({ 'a.json': text('apiVersion') });
  const { code, out } = await dpm(['check']);
  expect(code).toBe(2);
  expect(out).toContain('a.json:1:16: information: this document is not checked: ');
  write('a.json', text('version'));
  expect(await dpm(['check'])).toMatchObject({ code: 0, out: '' });
});

test('a manifest that is not checked to its end is exit code 2, with the file', async () => {
  const deep = `x: ${'['.repeat(400)}${']'.repeat(400)}\n`;
  const { dpm } = folderWith({ 'a.yaml': `${right}---\n${right}${deep}` });
  const { code, out, err } = await dpm(['check']);
  expect(out).toContain('a.yaml:8:7: information: this document is not checked: ');
  expect(err).toContain('dpm check: a.yaml: this document is not checked: ');
  expect(code).toBe(2);
});

test('a link that was named is followed, others are not', async () => {
  const { dpm, path } = folderWith({ 'in/a.yaml': right, 'out/b.yaml': wrong });
  symlinkSync(join(path, 'out/b.yaml'), join(path, 'in/link.yaml'));
  expect((await dpm(['check', 'in'])).out).toBe('');
  expect((await dpm(['check', 'in/link.yaml'])).out).toBe(finding('in/link.yaml'));
});

test('a baseline holds what there was: what comes later counts, wherever lines move', async () => {
  const { dpm, write, path } = folderWith({ 'a.yaml': wrong });
  const saved = await dpm(['check', '--baseline', 'known.json', '--write-baseline']);
  expect(saved).toEqual({ code: 0, out: '', err: 'Wrote 1 finding to known.json\n' });
  expect(readFileSync(join(path, 'known.json'), 'utf8')).toContain('"code":"unknown-field"');
  write('a.yaml', `# moved\n\n${wrong}`);
  expect(await dpm(['check', '--baseline', 'known.json', 'a.yaml'])).toEqual({
    code: 0,
    out: '',
    err: 'Nothing found in 1 file; 1 more in the baseline\n',
  });
  write('a.yaml', `${wrong}---\n${wrong}`);
  const second = await dpm(['check', '--baseline', 'known.json', 'a.yaml']);
  expect(second).toMatchObject({ code: 1 });
  expect(second.out).toContain('a.yaml:11:1: ');
  write('a.yaml', right);
  expect((await dpm(['check', '--baseline', 'known.json', 'a.yaml'])).err).toBe(
    'Nothing found in 1 file; 1 of the baseline no longer found: write it again\n',
  );
});

test('a baseline that cannot be read is exit code 2', async () => {
  const { dpm, write } = folderWith({ 'a.yaml': right });
  const gone = await dpm(['check', '--baseline', 'known.json']);
  expect(gone).toMatchObject({ code: 2, out: '' });
  expect(gone.err).toContain('the baseline known.json cannot be read: there is no such file');
  for (const text of ['{', '[]', '{"version":2,"findings":[]}']) {
    write('known.json', text);
    expect((await dpm(['check', '--baseline', 'known.json'])).code, text).toBe(2);
  }
});

test('a baseline takes the place of nothing but a baseline', async () => {
  const { dpm, write, path } = folderWith({ 'a.yaml': wrong, 'b.yaml': right });
  const save = async (name: string, ...more: string[]) =>
    dpm(['check', '--baseline', name, '--write-baseline', ...more]);
  const refused = await save('b.yaml');
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('the baseline b.yaml is not written: the file that is there');
  expect(readFileSync(join(path, 'b.yaml'), 'utf8')).toBe(right);
  write('known.json', '{"version":0,"findings":[]}');
  expect((await save('known.json')).code).toBe(0);
});

test('a baseline is not written where something was not found', async () => {
  const { dpm, path } = folderWith({ 'a.yaml': wrong });
  const args = ['check', '--baseline', 'known.json', '--write-baseline'];
  await dpm(args);
  const before = readFileSync(join(path, 'known.json'), 'utf8');
  const { code, err } = await dpm([...args, 'b.yaml']);
  expect(code).toBe(2);
  expect(err).toContain('the baseline known.json is not written: it would lack');
  expect(readFileSync(join(path, 'known.json'), 'utf8')).toBe(before);
});

test.each([
  [['--formt', 'json'], 'there is no option --formt: did you mean --format?'],
  [['-x'], 'there is no option -x'],
  [['--format'], '--format needs a value: --format FORMAT'],
  [['--format', 'xml'], `--format must be one of ${formatNames.join(', ')}, not xml`],
  [['--format=text', '-f', 'json'], '--format is given twice'],
  [['--help=yes'], '--help takes no value'],
  [
    ['--rule', 'unknown-field'],
    '--rule needs a code and a level: --rule CODE=LEVEL, not unknown-field',
  ],
  [
    ['--rule', 'unknown-feld=off'],
    '--rule: no rule has the code unknown-feld: did you mean unknown-field?',
  ],
  [
    ['--rule', 'unknown-field=loud'],
    '--rule: the level of unknown-field must be one of off, hint, information, warning, error',
  ],
  [
    ['--fail-on', 'info'],
    '--fail-on must be one of error, warning, information, hint, never, not info',
  ],
  [['--threads', '0'], '--threads must be a number from 1 to 99, not 0'],
  [['--write-baseline'], '--write-baseline needs to know the file: add --baseline FILE'],
  [[''], 'the name of a file or folder is empty: leave it out, or fill in the variable'],
  [['--stdin-name', 'a'], '--stdin-name is about the standard input: add - to the files'],
])('%j is refused with a sentence', async (args, sentence) => {
  const { dpm } = folderWith();
  expect(await dpm(['check', ...args])).toEqual({
    code: 2,
    out: '',
    err: `dpm check: ${sentence}\n`,
  });
});

test('help, version, and commands that there are not', async () => {
  const { dpm } = folderWith();
  expect(await dpm(['--version'])).toEqual({ code: 0, out: 'dpm 1.2.3\n', err: '' });
  for (const args of [
    ['--help'],
    ['-h'],
    ['check', '--help'],
    ['check', '-h'],
    ['help', 'check'],
  ]) {
    const { code, out, err } = await dpm(args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(130);
  }
  expect(await dpm(['help', 'check'])).toEqual(await dpm(['check', '--help']));
  expect((await dpm([])).code).toBe(2);
  expect(await dpm(['chekc'])).toEqual({
    code: 2,
    out: '',
    err: 'dpm: there is no command chekc: did you mean check?\n',
  });
});

test('CRDs of the repository count, wherever they lie in it', async () => {
  const fields = 'size: { type: integer }';
  const crd = crdText({ group: 'example.com', kind: 'Thing', fields });
  const thing =
    'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: a }\nspec: { size: x }\n';
  const { dpm, path } = folderWith({ 'crds/things.yaml': crd, 'app/a.yaml': thing });
  mkdirSync(join(path, '.git'));
  expect((await dpm(['check', 'app'])).out).toContain('app/a.yaml:4:15: error: ');
});

const claim = (name: string): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: ${name} }\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: { requests: { storage: 1Gi } }\n`;
const podWith = (name: string, comment = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers: [{ name: a, image: b:1, volumeMounts: [{ name: v, mountPath: /v }] }]\n  volumes:\n    - name: v\n      persistentVolumeClaim:\n        claimName: ${name}${comment}\n`;
const guess =
  'pod.yaml:9:20: warning: no file of this workspace defines a PersistentVolumeClaim "order-data": did you mean "orders-data"? [reference-missing]\n  claim.yaml:3:19: PersistentVolumeClaim orders-data\n';

test('what is wrong between files is told, with what the files around them define', async () => {
  const { dpm, write, path } = folderWith({
    'pod.yaml': podWith('order-data'),
    'claim.yaml': claim('orders-data'),
  });
  mkdirSync(join(path, '.git'));
  expect((await dpm(['check'])).out).toBe(guess);
  expect(await dpm(['check', 'pod.yaml'])).toMatchObject({
    out: guess,
    err: '1 warning in 1 file\n',
  });
  const piped = await dpm(['check', '-', '--stdin-name', 'pod.yaml'], {
    input: podWith('orders-data'),
  });
  expect(piped.out).toBe('');
  write('claim.yaml', claim('order-data'));
  expect((await dpm(['check', 'pod.yaml'])).out).toBe('');
});

test('comments, levels and the baseline count for what is wrong between files, too', async () => {
  const { dpm, write } = folderWith({
    'pod.yaml': podWith('order-data', ' # dpm-ignore reference-missing'),
    'claim.yaml': claim('orders-data'),
  });
  expect((await dpm(['check'])).out).toBe('');
  write('pod.yaml', podWith('order-data'));
  expect((await dpm(['check', '--rule', 'reference-missing=error'])).code).toBe(1);
  expect((await dpm(['check', '--rule', 'reference-missing=off'])).out).toBe('');
  await dpm(['check', '--baseline', 'known.json', '--write-baseline']);
  write('pod.yaml', `# moved\n${podWith('order-data')}`);
  expect((await dpm(['check', '--baseline', 'known.json'])).out).toBe('');
});

test('how far the work is, is told on a terminal only', async () => {
  const files = Array.from({ length: 5 }, (_, at) => [`${at}.yaml`, right] as const);
  const { dpm } = folderWith(Object.fromEntries(files));
  expect((await dpm(['check'])).err).toBe('Nothing found in 5 files\n');
});

test('--against tells the changes since a commit that the API server would refuse', async () => {
  const claim = (storage: string): string =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: a, namespace: x }\nspec: { accessModes: [ReadWriteOnce], storageClassName: standard, resources: { requests: { storage: ${storage} } } }\n`;
  const { path: folder, dpm } = folderWith({ 'sub/a.yaml': claim('10Gi'), 'same.yaml': right });
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], {
      cwd: folder,
      stdio: 'ignore',
    });
  git('init');
  git('add', '.');
  git('commit', '-m', 'first');
  writeFileSync(join(folder, 'sub/a.yaml'), claim('5Gi'));
  writeFileSync(join(folder, 'sub/new.yaml'), claim('1Gi').replace('name: a,', 'name: b,'));
  const of = async (...words: string[]) => {
    const { out, err, code } = await dpm(['check', '--min-severity', 'warning', ...words]);
    return { lines: out.split('\n').filter((line) => line.includes('claim-shrinks')), err, code };
  };
  expect((await of('--against', 'HEAD')).lines).toEqual([
    expect.stringContaining('sub/a.yaml:4:101: warning: HEAD has "10Gi" here'),
  ]);
  expect((await of('--against', 'HEAD', 'sub')).lines).toHaveLength(1);
  expect((await of()).lines).toEqual([]);
  git('commit', '-a', '-m', 'second');
  expect((await of('--against', 'HEAD')).lines).toEqual([]);
  expect((await of('--against', 'HEAD~1')).lines).toHaveLength(1);
  // What comes from the standard input is another text than that on disk.
  const words = ['check', '--against', 'HEAD', '--stdin-name', 'sub/a.yaml', '-'];
  const { out } = await dpm(words, { input: claim('1Gi') });
  expect(out).toContain('sub/a.yaml:4:101: warning: HEAD has "5Gi" here');
});

test('--against a commit that there is not, or without a repository, could not be checked', async () => {
  const { path: folder, dpm } = folderWith({ 'a.yaml': right });
  const outside = await dpm(['check', '--against', 'HEAD']);
  expect(outside).toMatchObject({ code: 2, out: '' });
  expect(outside.err).toContain('--against HEAD: git reads no repository in');
  execFileSync('git', ['init'], { cwd: folder, stdio: 'ignore' });
  for (const ref of ['origin/main', '--output=x']) {
    const { code, err } = await dpm(['check', `--against=${ref}`]);
    expect(code).toBe(2);
    expect(err).toContain(`--against ${ref}: git knows no such commit here`);
  }
});
