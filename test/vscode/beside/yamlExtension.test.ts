// Beside the YAML extension of Red Hat (its language server, behind its interface): what we check is seen once, and all
// other files are left to it. What it would say of everything comes from one strict schema.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  completionLabels,
  openFile,
  positionOf,
  waitFor,
  waitForDiagnostics,
} from '../hostHelpers.ts';

interface Contributors {
  registerContributor(
    scheme: string,
    requestSchema: (resource: string) => string | undefined,
    requestContent: (address: string) => string,
  ): boolean;
}

/** Says something of each of the files below, and has words and keys for them. */
const strict = JSON.stringify({
  properties: { metadata: { description: 'theirs', properties: { theirs: {} } } },
  required: ['theirs'],
});

let turn = 0;

const isTheirs = ({ source }: vscode.Diagnostic) =>
  source?.toLowerCase().startsWith('yaml') ?? false;

/** What is shown; the editor leaves out a hover without words. */
async function hovers(document: vscode.TextDocument, text: string): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    positionOf(document, text).translate(0, 2),
  );
  const words = found.map(({ contents }) =>
    contents.map((one) => (typeof one === 'string' ? one : one.value)).join('\n'),
  );
  return words.filter((one) => one.trim() !== '');
}

/** Both have read the file again once both have something to say of a file without a kind that is written after it. */
async function bothHaveRead(document: vscode.TextDocument): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(document.getText().length), '\n# read again\n');
  await vscode.workspace.applyEdit(edit);
  turn += 1;
  const other = await write(`other${String(turn)}.yaml`, 'metadata: {}\n');
  await waitForDiagnostics(other, (all) => all.some(isTheirs));
  await vscode.window.showTextDocument(document);
}

async function write(name: string, text: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return openFile(name);
}

suite('beside the YAML extension of Red Hat', () => {
  suiteSetup(async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const schema = vscode.Uri.joinPath(folder.uri, 'strict.json');
    await vscode.workspace.fs.writeFile(schema, new TextEncoder().encode(strict));
    await vscode.workspace
      .getConfiguration('yaml')
      .update('schemas', { [schema.toString()]: ['*.yaml'] }, vscode.ConfigurationTarget.Global);
    const other = await write('other.yaml', 'metadata: {}\n');
    await waitForDiagnostics(other, (all) => all.some(isTheirs));
  });
  teardown(closeAll);

  test('each fault of a manifest is told once', async () => {
    const document = await openFile('misspelt.yaml');
    await waitForDiagnostics(document, (all) => all.length > 0);
    await bothHaveRead(document);
    const all = vscode.languages.getDiagnostics(document.uri);
    assert.deepEqual(all.filter(isTheirs), []);
    assert.equal(all.length, 1);
  });

  test('a field has one hover, and completion offers ours alone', async () => {
    const document = await openFile('claim.yaml');
    await bothHaveRead(document);
    const found = await waitFor('a hover', async () => {
      const all = await hovers(document, 'metadata');
      return all.length > 0 ? all : undefined;
    });
    assert.equal(found.length, 1, found.join('\n'));
    const inMetadata = positionOf(document, 'name:');
    const labels = await completionLabels(document, inMetadata);
    assert.ok(labels.includes('labels'));
    assert.ok(!labels.includes('theirs'));
    assert.deepEqual(
      labels.filter((label, index) => labels.indexOf(label) !== index),
      [],
    );
  });

  test('what is no manifest is left to it', async () => {
    const document = await write('other.yaml', 'metadata: {}\n');
    const all = await waitForDiagnostics(document, (found) => found.some(isTheirs));
    assert.deepEqual(
      all.filter((one) => !isTheirs(one)),
      [],
    );
    assert.equal((await hovers(document, 'metadata')).length, 1);
  });

  test('a further contributor, as Kubernetes Tools is one, is not asked about what we check', async () => {
    const extension = vscode.extensions.getExtension<Contributors>('redhat.vscode-yaml');
    assert.ok(extension);
    const isRegistered = extension.exports.registerContributor(
      'kubernetes',
      (resource) => (resource.endsWith('.yaml') ? 'kubernetes://schema/any' : undefined),
      () => strict,
    );
    assert.ok(isRegistered);
    const document = await openFile('misspelt.yaml');
    await waitForDiagnostics(document, (all) => all.length > 0);
    await bothHaveRead(document);
    assert.equal(vscode.languages.getDiagnostics(document.uri).length, 1);
    const foreign = await write(
      'foreign.yaml',
      'apiVersion: example.org/v7\nkind: Gadget\nmetadata:\n  name: a\n',
    );
    await waitForDiagnostics(foreign, (all) => all.some(isTheirs));
  });

  test('broken YAML has one report of ours, though the other extension tells it in its own words as well', async () => {
    const document = await write(
      'broken.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels: [a\ndata: {}\n',
    );
    await waitForDiagnostics(document, (all) => all.some((one) => !isTheirs(one)));
    await bothHaveRead(document);
    const all = vscode.languages.getDiagnostics(document.uri);
    assert.equal(all.filter((one) => !isTheirs(one)).length, 1);
    assert.deepEqual([...new Set(all.filter(isTheirs).map(({ source }) => source))], ['YAML']);
  });
});
