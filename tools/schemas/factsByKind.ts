// A file that some systems have, `schemas/<system>/<name>.yaml` with facts by kind, of all systems in one table.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** Throws where two systems speak of one kind, or `wrongIn` says what is wrong in a fact. */
export function factsByKind<Fact>(
  schemasDir: string,
  name: string,
  wrongIn: (fact: Fact) => string | undefined,
): Record<string, readonly Fact[]> {
  const all = new Map<string, readonly Fact[]>();
  for (const id of readdirSync(schemasDir).sort()) {
    const file = path.join(schemasDir, id, `${name}.yaml`);
    if (!existsSync(file)) continue;
    const kinds = parse(readFileSync(file, 'utf8')) as Record<string, readonly Fact[]>;
    for (const [kind, facts] of Object.entries(kinds)) {
      if (all.has(kind)) throw new Error(`${file}: another system speaks of ${kind}, too`);
      for (const fact of facts) {
        const wrong = wrongIn(fact);
        if (wrong) throw new Error(`${file}: ${kind}: ${wrong}`);
      }
      all.set(kind, facts);
    }
  }
  return Object.fromEntries(all);
}
