// Reads the facts that are committed beside the schemas of each system.
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Facts, FactsFile } from './facts.ts';
import { expandShapes } from './shapes.ts';

export const factsFileName = 'facts.json';

/** The facts of every system that has some, by system; no shapes to follow any more. */
export function allFacts(schemasFolder: string): Map<string, Facts> {
  const files = globSync(`*/${factsFileName}`, { cwd: schemasFolder }).sort();
  const systems = files.map((file) => path.dirname(file));
  return new Map(systems.map((system) => [system, factsOf(path.join(schemasFolder, system))]));
}

/** The facts in the folder of a system; none where it has no file of them. */
export function factsOf(systemFolder: string): Facts {
  const { shapes = {}, ...facts } = factsFileOf(systemFolder);
  return facts.crds ? { ...facts, crds: expandShapes(facts.crds, shapes) } : facts;
}

/** The file itself: with shapes and references to them. */
export function factsFileOf(systemFolder: string): FactsFile {
  const file = path.join(systemFolder, factsFileName);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as FactsFile) : {};
}
