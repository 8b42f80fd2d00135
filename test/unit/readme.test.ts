// What the README and the pages beside it say of the product, held against what the product says of itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../harness/manifests.ts';

const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');
const readme = read('README.md');
const { contributes } = JSON.parse(read('package.json')) as {
  contributes: {
    configuration: { properties: Record<string, { default: unknown }> }[];
    commands: { command: string; title: string }[];
    menus: { commandPalette: { command: string; when: string }[] };
  };
};

test('the table of settings names all of them with their defaults, in the order of the settings', () => {
  const settings = contributes.configuration.flatMap(({ properties }) =>
    Object.entries(properties).map(([name, { default: value }]) => [name, value]),
  );
  const rows = tableBelow('## Settings').map(([name = '', value = '']) => [
    withoutTicks(name),
    valueOf(withoutTicks(value)),
  ]);
  expect(rows, 'mend the table below "Settings" in README.md').toEqual(settings);
});

test('the table of commands names all that the palette offers', () => {
  const hidden = contributes.menus.commandPalette
    .filter(({ when }) => when === 'false')
    .map(({ command }) => command);
  const offered = contributes.commands.filter(({ command }) => !hidden.includes(command));
  const rows = tableBelow('## Commands').map(([title]) => title);
  expect(rows.toSorted(), 'mend the table below "Commands" in README.md').toEqual(
    offered.map(({ title }) => title).sort(),
  );
});

test('the page of messages names the version of the protocol that the library speaks', () => {
  const library = read('node_modules/vscode-languageserver-protocol/package.json');
  const { version } = JSON.parse(library) as { version: string };
  const [major, minor] = version.split('.');
  expect(read('docs/protocol.md')).toContain(`speaks LSP ${major}.${minor}.`);
});

test('no setting of the editor is changed for files that are not ours', () => {
  expect(contributes).not.toHaveProperty('configurationDefaults');
});

/** The rows of the first table below the heading, without its head. */
function tableBelow(heading: string): string[][] {
  const section = readme.slice(readme.indexOf(`\n${heading}\n`));
  const [table = ''] = /(?:^\|.*\n)+/m.exec(section) ?? [];
  return table
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function withoutTicks(cell: string): string {
  return cell.replaceAll('`', '');
}

/** Defaults are written as JSON, texts that are not empty without quotes. */
function valueOf(cell: string): unknown {
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return cell;
  }
}
