import { join } from 'node:path';
import { readFile } from './readFile.ts';
import { Roots } from './roots.ts';

/** Reads one file of a folder of bundled schemas by its name. Throws where it cannot be read. */
export function folderReader(folder: string): (name: string) => string {
  const limits = { roots: new Roots([folder]), maxBytes: 100_000_000 };
  return (name) => {
    const path = join(folder, `${name}.json`);
    const reading = readFile(path, limits);
    if (!reading.ok) throw new Error(`${path} is not read: ${reading.reason ?? 'it is not there'}`);
    return reading.bytes.toString();
  };
}
