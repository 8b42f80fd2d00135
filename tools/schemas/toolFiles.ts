// Puts dist/schemas/toolFiles.json together: what the importer wrote, and what we know beside it.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { ToolFileTable } from '../../core/schema/toolFiles.ts';

export function toolFiles(schemasDir: string): ToolFileTable {
  const folder = path.join(schemasDir, 'tools');
  const known = JSON.parse(
    readFileSync(path.join(folder, 'toolFiles.json'), 'utf8'),
  ) as ToolFileTable;
  const more = parse(
    readFileSync(path.join(folder, 'more.yaml'), 'utf8'),
  ) as Partial<ToolFileTable>;
  return {
    ...more,
    groups: { ...known.groups, ...more.groups },
    shared: { ...known.shared, ...more.shared },
    plain: joined(known.plain, more.plain ?? {}),
  };
}

function joined(
  one: ToolFileTable['plain'],
  other: ToolFileTable['plain'],
): ToolFileTable['plain'] {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...keys].map((key) => [key, { ...one[key], ...other[key] }]));
}
