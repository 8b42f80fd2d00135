import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tooFastGrowth } from '../../test/harness/growth.ts';
import { IgnorePatterns } from './ignorePatterns.ts';

const paths = [
  ...['a.yaml', 'b.yaml', 'a', 'b', 'c d', '#a', '!a', 'a b ', '[x]', 'x', 'y', 'a{b,c}', '\\a'],
  ...['dir/a.yaml', 'dir/sub/a.yaml', 'dir/sub/deep/a.yaml', 'other/dir/a.yaml', 'sub/a.yaml'],
  ...['build/out.json', 'src/build/out.json', 'dir/b', 'dir/keep.yaml', '.hidden/a.yaml', 'é.yaml'],
];

/** What git itself leaves alone of the paths. */
function ignoredByGit(patterns: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'ignore-'));
  try {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    writeFileSync(join(folder, '.gitignore'), patterns.join('\n'));
    return gitCheck(folder)
      .split('\0')
      .filter((path) => path !== '');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function gitCheck(folder: string): string {
  const args = ['-c', 'core.excludesFile=/dev/null', 'check-ignore', '--no-index', '-z', '--stdin'];
  try {
    return execFileSync('git', args, { cwd: folder, input: paths.join('\0'), encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout; // 1: it ignores none
  }
}

test.each<[string[]]>([
  [['*.yaml']],
  [['*.yaml', '!dir/keep.yaml']],
  [['*.yaml', '!a.yaml', 'dir/a.yaml']],
  [['/a.yaml']],
  [['dir/']],
  [['dir/*.yaml']],
  [['dir/**']],
  [['dir/**/a.yaml']],
  [['**/dir']],
  [['**/sub/a.yaml']],
  [['build']],
  [['/build/']],
  [['# a comment', '', '\\#a', '\\!a']],
  [['c d', 'a b\\ ', 'x   ']],
  [['[ab]', '\\[x\\]']],
  [['[!a]']],
  [['?']],
  [['a{b,c}']],
  [['*']],
  [['**']],
  [['\\\\a']],
  [['dir/*', '!dir/keep.yaml']],
  [['d*r/s?b/**/*.yaml']],
  [['.*']],
])('%j leaves alone what git leaves alone', (patterns) => {
  const ignore = new IgnorePatterns(patterns);
  expect(paths.filter((path) => ignore.ignores(path))).toEqual(ignoredByGit(patterns));
});

test('with braces either of the parts is meant', () => {
  const ignore = new IgnorePatterns(['/{a,b}.{yaml,json}'], { hasBraces: true });
  expect(ignore.ignores('a.json')).toBe(true);
  expect(ignore.ignores('b.yaml')).toBe(true);
  expect(ignore.ignores('c.yaml')).toBe(false);
});

test('a pattern that cannot be read means nothing', () => {
  for (const pattern of ['[z-a]', '{a', `${'a'.repeat(2_000)}*`])
    expect(new IgnorePatterns([pattern], { hasBraces: true }).ignores('a')).toBe(false);
});

test('the time of a pattern of many stars grows as the path', async () => {
  const ignore = new IgnorePatterns([`/${'*a'.repeat(30)}b`]);
  const fault = await tooFastGrowth({
    make: (count) => 'a'.repeat(count),
    work: (path) => ignore.ignores(path),
    count: 20_000,
  });
  expect(fault).toBeUndefined();
});
