/** `dpm check` beside kubeconform, both offline, over ten thousand files: wall time, processor time, memory. */
import { existsSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../test/harness/cacheFolder.ts';
import { findGo, goEnvironment } from '../../test/harness/goToolchain.ts';
import { runCommand } from '../../test/harness/runCommand.ts';
import { schemaPattern, writeKubeconformSchemas } from './kubeconformSchemas.ts';
import { writeManyManifests } from './manyManifests.ts';
import { measured, median, type Measured } from './measured.ts';

const version = 'v0.8.0';
const count = 10_000;
const turns = 3;

/** `beside` is the folder with the corpus and with what projects publish. Whether all went well. */
export async function benchCheck(root: string, beside: string): Promise<boolean> {
  const kubeconform = await builtKubeconform();
  if (kubeconform === undefined) return false;
  const folder = cacheFolder('bench-check');
  const [manifests, schemas] = [join(folder, 'manifests'), join(folder, 'schemas')];
  rmSync(folder, { recursive: true, force: true });
  const sources = globSync(join(beside, 'corpus/valid/**/*.{yaml,yml}')).sort();
  writeManyManifests(manifests, sources, { count, seed: 1 });
  const crds = globSync(join(beside, 'upstream/crds/**/*.yaml')).sort();
  writeKubeconformSchemas(schemas, join(beside, 'upstream/openapi/swagger.json'), crds);
  const commands: [name: string, program: string, args: string[]][] = [
    ['dpm check', process.execPath, [join(root, 'dist/cli.js'), 'check', manifests]],
    [
      `kubeconform ${version}`,
      kubeconform,
      [
        ...['-n', '2', '-summary', '-ignore-missing-schemas'],
        ...['-schema-location', join(schemas, schemaPattern), manifests],
      ],
    ],
  ];
  const results = new Map<string, Measured[]>(commands.map(([name]) => [name, []]));
  for (let turn = 0; turn < turns; turn++)
    for (const [name, program, args] of commands)
      results.get(name)?.push(await measured(program, args));
  console.log(`${count} files, median of ${turns} runs in turn`);
  for (const [name, all] of results) {
    const [wall, processor, memory] = (['wallMs', 'processorMs', 'peakKilobytes'] as const).map(
      (key) => median(all.map((one) => one[key])),
    );
    console.log(
      `${name.padEnd(20)} ${seconds(wall)} s wall, ${seconds(processor)} s processor, ${Math.round((memory ?? 0) / 1_000)} MB`,
    );
  }
  return true;
}

function seconds(ms = 0): string {
  return (ms / 1_000).toFixed(1).padStart(6);
}

async function builtKubeconform(): Promise<string | undefined> {
  const folder = cacheFolder(`kubeconform-${version}`);
  const program = join(folder, 'kubeconform');
  if (existsSync(program)) return program;
  const go = await findGo(console.log);
  if (!go.ok) {
    console.log(`kubeconform cannot be built: ${go.reason}`);
    return undefined;
  }
  mkdirSync(folder, { recursive: true });
  const module = `github.com/yannh/kubeconform/cmd/kubeconform@${version}`;
  const { code, stderr } = await runCommand(go.go, ['install', module], {
    env: { ...goEnvironment(), GOBIN: folder },
  });
  if (code === 0) return program;
  console.log(`kubeconform cannot be built: ${stderr}`);
  return undefined;
}
