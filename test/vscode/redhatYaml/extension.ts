// Stands in for the YAML extension of Red Hat, which cannot be had everywhere: its own language server (from npm), and
// what it offers to other extensions, told in our own words. All that it knows of manifests comes from the schema that
// the setting `yaml.schemas` or a contributor names.
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

interface Contributor {
  readonly requestSchema: (resource: string) => string | undefined;
  readonly requestContent: (address: string) => string | undefined;
  readonly label: RegExp | undefined;
}

export async function activate(context: vscode.ExtensionContext) {
  const contributors = new Map<string, Contributor>();
  const module = process.env.DPM_YAML_SERVER;
  if (!module) throw new Error('DPM_YAML_SERVER does not name the language server');
  const client = new LanguageClient(
    'yaml',
    'YAML Support',
    { module, transport: TransportKind.ipc },
    { documentSelector: [{ language: 'yaml' }], synchronize: { configurationSection: 'yaml' } },
  );
  context.subscriptions.push(client);
  await client.start();
  client.onRequest('custom/schema/request', (resource: string) =>
    schemasFor(contributors, resource),
  );
  client.onRequest(
    'custom/schema/content',
    (address: string) =>
      contributors.get(vscode.Uri.parse(address).scheme)?.requestContent(address) ?? null,
  );
  await client.sendNotification('yaml/registerCustomSchemaRequest');
  return {
    registerContributor(
      scheme: string,
      requestSchema: Contributor['requestSchema'],
      requestContent: Contributor['requestContent'],
      label?: string,
    ): boolean {
      if (contributors.has(scheme)) return false;
      contributors.set(scheme, { requestSchema, requestContent, label: expressionOf(label) });
      return true;
    },
  };
}

/** A contributor whose label fits the text is the only one; else all that have a schema count together. */
function schemasFor(
  contributors: ReadonlyMap<string, Contributor>,
  resource: string,
): (string | undefined)[] {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === resource);
  const found: string[] = [];
  for (const { label, requestSchema } of contributors.values()) {
    try {
      if (document && label?.test(document.getText())) return [requestSchema(resource)];
      const address = requestSchema(resource);
      if (address) found.push(address);
    } catch {
      // This one has no answer; the others are asked.
    }
  }
  return found;
}

/** `KEY:VALUE`: a line with that key and value, points escaped. */
function expressionOf(label: string | undefined): RegExp | undefined {
  const [key, value] = label?.split(':') ?? [];
  return key && value
    ? new RegExp(`${key}:[\\t ]+${value.trim().replaceAll('.', '\\.')}`)
    : undefined;
}
