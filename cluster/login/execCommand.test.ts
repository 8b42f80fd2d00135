import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findCommand } from './execCommand.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'dpm-command-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function program(path: string, mode = 0o755): string {
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, mode);
  return path;
}

test('the first program on the PATH that may be run is taken', async () => {
  const [first, second, third] = [folder(), folder(), folder()];
  mkdirSync(join(first, 'tool'));
  program(join(second, 'tool'), 0o644);
  const path = program(join(third, 'tool'));
  const env = { PATH: [first, second, third].join(delimiter) };
  expect(await findCommand('tool', env)).toEqual({ how: 'found', path });
  expect(await findCommand('other', env)).toEqual({ how: 'missing' });
  expect(await findCommand('tool', {})).toEqual({ how: 'missing' });
});

test('a folder of the PATH that depends on where we were started is not looked into', async () => {
  const there = folder();
  program(join(there, 'tool'));
  const env = { PATH: [relative(process.cwd(), there), '', '.'].join(delimiter) };
  expect(await findCommand('tool', env)).toEqual({ how: 'missing' });
});

test('a path is taken as it is', async () => {
  const there = folder();
  const path = program(join(there, 'tool'));
  expect(await findCommand(path, {})).toEqual({ how: 'found', path });
  program(path, 0o600);
  expect(await findCommand(path, {})).toEqual({ how: 'not-executable' });
  expect(await findCommand(join(there, 'gone'), {})).toEqual({ how: 'missing' });
});

test('on Windows the ending may be left out, and the variable is called Path', async () => {
  const there = folder();
  const path = program(join(there, 'tool.exe'));
  const env = { Path: there, PATHEXT: '.COM;.EXE' };
  expect(await findCommand('tool', env, 'win32')).toEqual({ how: 'found', path });
  expect(await findCommand('tool.exe', env, 'win32')).toEqual({ how: 'found', path });
  expect(await findCommand('tool', env, 'linux')).toEqual({ how: 'missing' });
});
