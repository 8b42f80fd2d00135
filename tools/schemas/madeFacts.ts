// Objects that operators and tools make from others: `schemas/<system>/makes.yaml` of all systems in one table.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { MadeFactsByKind } from '../../shared/kindFacts.ts';

/** Throws where two systems speak of one kind, or an entry lacks kind or name. */
export function madeFacts(schemasDir: string): MadeFactsByKind {
  const all = new Map<string, MadeFactsByKind[string]>();
  for (const id of readdirSync(schemasDir).sort()) {
    const file = path.join(schemasDir, id, 'makes.yaml');
    if (!existsSync(file)) continue;
    const kinds = parse(readFileSync(file, 'utf8')) as MadeFactsByKind;
    for (const [kind, made] of Object.entries(kinds)) {
      if (all.has(kind)) throw new Error(`${file}: another system speaks of ${kind}, too`);
      const wrong = made.find((each) => !each.kind || !each.name);
      if (wrong) throw new Error(`${file}: ${kind}: kind or name is missing`);
      all.set(kind, made);
    }
  }
  return Object.fromEntries(all);
}
