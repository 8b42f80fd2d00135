import { readFileSync } from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Command } from './command.ts';

interface Manifest {
  contributes: {
    commands: { command: string; title: string; category: string; enablement?: string }[];
    menus: Record<string, { command: string; when?: string }[]>;
  };
}

const { contributes } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as Manifest;
let commands: readonly Command[] = [];

// The list only names the commands here, none runs: an empty module stands in for the editor.
vi.mock('vscode', () => ({}));
beforeAll(async () => {
  ({ commands } = await import('./index.ts'));
});

test('package.json declares exactly the commands of the list', () => {
  const declared = contributes.commands.map(({ command }) => command);
  expect(declared.sort()).toEqual(commands.map(({ id }) => id).sort());
});

test('menus name commands that exist', () => {
  const known = new Set(commands.map(({ id }) => id));
  const used = Object.values(contributes.menus).flatMap((entries) => entries);
  expect(used.map(({ command }) => command).filter((id) => !known.has(id))).toEqual([]);
});

test('every command has its title under the one category', () => {
  for (const { title, category } of contributes.commands) {
    expect(title).not.toBe('');
    expect(category).toBe('Data Platform');
  }
});

test('what needs a node to work on is not offered without one', () => {
  const palette = contributes.menus.commandPalette ?? [];
  expect(palette.find(({ command }) => command === 'dataPlatform.showMore')?.when).toBe('false');
});

test('no menu reads the words of a resource to their end, where what can be done to it follows', () => {
  const menus = Object.values(contributes.menus).flatMap((entries) => entries);
  const toTheEnd = menus.filter(({ when = '' }) => /viewItem =~ \/\^resource[^/]*\$/.test(when));
  expect(toTheEnd).toEqual([]);
});

test('what the user has no right to is disabled in the menu of a row, and everywhere else as it was', () => {
  const denied = contributes.commands.flatMap(
    ({ enablement = '' }) =>
      /^!\(viewItem =~ \/\\\.no-(\w+)\\b\/\)$/.exec(enablement)?.slice(1) ?? [],
  );
  expect([...new Set(denied)].sort()).toEqual(
    [
      ...['cordon', 'delete', 'drain', 'edit', 'enter', 'expand', 'forward', 'restart', 'resume'],
      ...['rollBack', 'runNow', 'scale', 'suspend', 'uncordon'],
    ].sort(),
  );
});
