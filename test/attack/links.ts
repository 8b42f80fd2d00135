// Links, pictures and HTML that a workspace has written into its files and schemas: the server hands none of them out.
//   npm run attack -- links [--seed N]        what VS Code makes of the rest is tried by test/e2e/links.test.ts
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompletionItem, DocumentLink, Hover } from 'vscode-languageserver';
import { AttackServer } from './harness/attackServer.ts';
import { random, type Random } from './harness/random.ts';
import { createReport } from './harness/report.ts';

const at = process.argv.indexOf('--seed');
const from = random(at === -1 ? 20_261_128 : Number(process.argv[at + 1]));
const report = createReport();
const folder = mkdtempSync(join(tmpdir(), 'dpm-links-'));
const address = (name: string): string => pathToFileURL(join(folder, name)).href;

const schemes = [
  'command:',
  'vscode://',
  'javascript:',
  'data:text/html,',
  'file://host/',
  'COMMAND:',
];
const targets = schemes.map((scheme) => `${scheme}workbench.action.terminal.new`);
const forms: readonly ((target: string) => string)[] = [
  (target) => `[Fix it](${target})`,
  (target) => `[Fix it](<${target}>)`,
  (target) => `[Fix it][a]\n\n[a]: ${target}`,
  (target) => `<${target}>`,
  (target) => `![x](${target})`,
  (target) => `<img src="${target}"><a href="${target}">x</a>`,
  (target) =>
    `[Fix it](${target.replaceAll(/./g, (character) => `&#${character.charCodeAt(0)};`)})`,
  (target) => `\`x\` \\[a](${target}) \\\\[Fix it](${target})`,
  (target) => `[[x](https://example.com)](${target})`,
  (target) => `<!-- ${target} -->`,
  (target) => `\`\`\`\n[Fix it](${target})\n\`\`\``,
  (target) => `![x](https://example.com/picture.png) ${target}`,
];

/** A piece of Markdown that nobody should see as one. */
function piece(): string {
  return Array.from({ length: 1 + from.int(3) }, () => from.pick(forms)(from.pick(targets))).join(
    from.pick([' ', '\n', '\n\n', '`', '\\']),
  );
}

function crd(random: Random): string {
  const field = (): object => ({
    type: 'string',
    description: piece(),
    enum: [piece(), 'a'],
    default: piece(),
    'x-kubernetes-validations': [{ rule: piece(), message: piece() }],
  });
  const schema = {
    type: 'object',
    description: piece(),
    properties: {
      spec: {
        type: 'object',
        description: piece(),
        properties: { name: field(), other: field(), [piece()]: { type: 'string' } },
      },
    },
  };
  return JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'odds.links.example.com' },
    spec: {
      group: 'links.example.com',
      scope: 'Namespaced',
      names: { kind: 'Odd', plural: 'odds' },
      versions: [
        {
          name: `v${1 + random.int(3)}`,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: schema },
        },
      ],
    },
  });
}

/** The Markdown without what is escaped, code, and links to the web; what is left of a link, a picture or HTML is a fault. */
function faultsOf(markdown: string): string[] {
  const rest = markdown.replaceAll(
    /\\[!-/:-@[-`{-~]|(`+)(?!`)[^\n]*?[^`\n]\1(?!`)|(?<!(?<!\\)!)\[(?:[^[\]\n\\]|\\.)*\]\(https?:\/\/[^\s()<>[\]"'`\\]+\)/g,
    '',
  );
  return /[[\]<`]/.test(rest) ? [`not escaped: ${JSON.stringify(markdown)}`] : [];
}

function markdownOf({ contents }: Hover): string {
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

const crdText = crd(from);
const version = /"name":"(v\d)"/.exec(crdText)?.[1] ?? 'v1';
const paths = [
  ...targets,
  ...targets.map((target) => ` ${target}`),
  '//host/share',
  '../../etc/passwd',
];
writeFileSync(join(folder, 'base.yaml'), '');
const server = await AttackServer.start({ folder });
try {
  const kustomization = address('kustomization.yaml');
  const listed = [...paths, 'base.yaml'].map((path) => `- ${JSON.stringify(path)}\n`).join('');
  server.open(
    kustomization,
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${listed}`,
  );
  const links = await server.ask<DocumentLink[]>('documentLink', kustomization);
  const odd = links.filter(({ target = '' }) => !target.startsWith(pathToFileURL(folder).href));
  report.add('paths of a kustomization', [
    ...odd.map(({ target }) => `leads to ${String(target)}`),
    ...(links.length === 0 ? ['the good path lost its link'] : []),
  ]);

  server.open(address('crd.yaml'), crdText);
  const head = `apiVersion: links.example.com/${version}\nkind: Odd\nmetadata: { name: a }\nspec:\n`;
  for (let round = 0; round < 40; round++) {
    const uri = address(`odd${round}.yaml`);
    server.change(address('crd.yaml'), round + 2, [
      { text: crd(from).replace(/"name":"v\d"/, `"name":"${version}"`) },
    ]);
    server.open(uri, `${head}  name: a\n  other: b\n  \n`);
    const found: string[] = [];
    for (const position of [
      { line: 0, character: 2 },
      { line: 3, character: 2 },
      { line: 4, character: 4 },
      { line: 5, character: 4 },
    ]) {
      const hover = await server.ask<Hover | null>('hover', uri, { position });
      if (hover) found.push(markdownOf(hover));
    }
    const items = await server.ask<CompletionItem[]>('completion', uri, {
      position: { line: 6, character: 2 },
    });
    for (const { documentation } of items)
      if (typeof documentation === 'object') found.push(documentation.value);
    report.add(
      `descriptions, round ${round}`,
      found.length < 4 ? ['hardly anything was shown'] : found.flatMap(faultsOf),
    );
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
report.end();
