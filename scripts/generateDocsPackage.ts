// The pages of settings and commands, from what package.json contributes to VS Code.

import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Contributions {
  readonly commands: readonly Command[];
  readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
  readonly keybindings: readonly KeyBinding[];
  readonly configuration: readonly SettingGroup[];
}

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category: string;
}

interface MenuEntry {
  readonly command: string;
  readonly alt?: string;
  readonly when?: string;
}

interface KeyBinding {
  readonly command: string;
  readonly key: string;
}

interface SettingGroup {
  readonly title: string;
  readonly properties: Readonly<Record<string, Setting>>;
}

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly scope: string;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly additionalProperties?: Pick<Setting, 'enum' | 'enumDescriptions'>;
}

/** Where a setting may be set, in words. */
const scopes: Readonly<Record<string, string>> = {
  resource: 'user, workspace',
  window: 'user, workspace',
  machine: 'user (of this machine)',
};

/** Where a command stands, in words. The palette is the rest. */
const places: Readonly<Record<string, string>> = {
  'editor/title': 'editor title',
  'editor/context': 'editor menu',
  'explorer/context': 'menu of files',
  'view/title': 'title of the explorer',
  'view/item/context': 'menu of the explorer',
};

/** The page of all settings; `head` is its first line. */
export function settingsPage(head: string): string {
  return [
    head,
    '',
    '# Settings',
    '',
    'A value of the wrong shape falls back to the default; the log (**Data Platform: Show Log**) says so. Changes count at once,',
    'those of `dataPlatform.maxFileSizeMB` for files that are opened from then on.',
    '',
    ...contributions().configuration.flatMap(({ title, properties }) => [
      `## ${title}`,
      '',
      ...Object.entries(properties).flatMap(settingSection),
    ]),
  ].join('\n');
}

/** The page of all commands. */
export function commandsPage(head: string): string {
  const { commands, ...places } = contributions();
  const rows = commands.map(
    ({ command, title, category }) =>
      `| ${category}: ${title} | \`${command}\` | ${placesOf(command, places).join(', ')} |`,
  );
  return [
    head,
    '',
    '# Commands',
    '',
    'Commands that concern a cluster are off in an untrusted workspace and say so. From the palette, those that need a target ask',
    'for it.',
    '',
    '| command | id | where |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function settingSection([name, setting]: readonly [string, Setting]): string[] {
  const { enum: values, enumDescriptions } = setting.additionalProperties ?? setting;
  const choices = (values ?? []).map(
    (value, index) => `- \`${value}\`: ${enumDescriptions?.[index] ?? ''}`,
  );
  const facts = [
    setting.type + rangeText(setting),
    `default \`${JSON.stringify(setting.default)}\``,
    `set in: ${scopes[setting.scope] ?? setting.scope}`,
  ];
  return [
    `### ${name}`,
    '',
    setting.markdownDescription,
    '',
    ...(choices.length > 0 ? [...choices, ''] : []),
    `(${facts.join('; ')})`,
    '',
  ];
}

function rangeText({ minimum, maximum }: Setting): string {
  return minimum === undefined || maximum === undefined ? '' : ` from ${minimum} to ${maximum}`;
}

function placesOf(
  command: string,
  { menus, keybindings }: Pick<Contributions, 'menus' | 'keybindings'>,
): string[] {
  const found = Object.entries(places).flatMap(([menu, words]) => {
    const entries = menus[menu] ?? [];
    if (entries.some((entry) => entry.command === command)) return [words];
    return entries.some((entry) => entry.alt === command) ? [`${words} (with Alt)`] : [];
  });
  const hidden = menus.commandPalette?.some(
    (entry) => entry.command === command && entry.when === 'false',
  );
  const keys = keybindings
    .filter((binding) => binding.command === command)
    .map(({ key }) => `key \`${key}\``);
  const all = [...found, ...keys];
  return hidden ? [...all, 'a line of the explorer'] : ['palette', ...all];
}

function contributions(): Contributions {
  const file = path.resolve(import.meta.dirname, '../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { contributes: Contributions }).contributes;
}
