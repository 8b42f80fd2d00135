/** For tests: files in a folder of their own, and what the scan finds in them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { fileUriOf } from '../../shared/uri.ts';
import { WorkspaceSource, type FoundCrd } from '../schema/sources/workspace.ts';
import { CrdExtractor } from './crds.ts';
import type { Disk } from './disk/disk.ts';
import { Scan } from './scan.ts';
import { crdText } from '../../test/harness/crdText.ts';

/** Writes files into a folder that is gone after the test. */
export function folderOf(files: Record<string, string>): string {
  const path = mkdtempSync(join(tmpdir(), 'dpm-workspace-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

/** The CRDs that one file holds. */
export async function crdsOnDisk(
  disk: Disk,
  path: string,
  maxBytes: number,
): Promise<readonly FoundCrd[]> {
  const source = new WorkspaceSource();
  const extractors = [new CrdExtractor(source, disk, () => maxBytes)];
  const scan = new Scan({ disk, extractors, maxBytes: () => maxBytes, maxFiles: 1 });
  await scan.fileChanged(path);
  return source.found(fileUriOf(path)) ?? [];
}

/** A CRD of the kind `Thing`. */
export const thingCrd = crdText({ group: 'example.com', kind: 'Thing' });
