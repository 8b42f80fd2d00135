/** Many files that look like those of a company: the manifests at hand again and again, with other names and numbers. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Writes so many files below a folder. The same sources, number and seed give the same files. */
export function writeManyManifests(
  folder: string,
  sources: readonly string[],
  { count, seed }: { count: number; seed: number },
): void {
  const texts = sources.map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') }));
  const random = randomFrom(seed);
  for (let index = 0; index < count; index++) {
    const parts = Array.from({ length: 1 + random(5) }, () => texts[random(texts.length)]);
    // Other files than manifests stay alone: they are read by what their first document says.
    const all = parts.every((part) => /^apiVersion:/m.test(part?.text ?? ''))
      ? parts
      : parts.slice(0, 1);
    const name = all[0]?.name ?? '';
    const text = all.map((part) => part?.text.trimEnd()).join('\n---\n') + '\n';
    const path = join(folder, `team-${index % 10}`, `app-${index % 200}`, `${index}-${name}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, varied(text, random));
  }
}

/** Other names of objects, other small numbers; their form stays. */
function varied(text: string, random: (limit: number) => number): string {
  return text
    .replace(/^( *(?:- )?name: )([a-z][a-z\d-]{0,40})$/gm, (line, key: string, name: string) =>
      random(3) === 0 ? `${key}${name}${random(1_000)}` : line,
    )
    .replace(
      /^( *(?:replicas|instances|cores|minReadySeconds): )(\d{1,2})$/gm,
      (_, key: string) => `${key}${1 + random(9)}`,
    );
}

/** Whole numbers below a limit, the same ones for the same seed. */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
