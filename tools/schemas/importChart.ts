// Writes chart.yaml and values.yaml of a Helm chart from what the chart ships: names, types and defaults are facts and
// are taken over, descriptions are left empty for an author. The build lists what is still without one.
//
//   node tools/schemas/importChart.ts CHART_FOLDER OUT_FOLDER [--notes FILE] [--force]
//
// CHART_FOLDER holds Chart.yaml, values.yaml and maybe values.schema.json or .yaml. `--notes FILE` writes what the chart
// says beside each key, and the keys that it has commented out, to read beside; never into the repository.
// Needs dist/schemas (for the types of Kubernetes). Does not write over existing files without `--force`.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, parseDocument, stringify } from 'yaml';
import type { RawSchema } from '../../core/schema/schema.ts';
import { chartNotes } from './chartNotes.ts';
import { chartSchema } from './chartSchema.ts';
import { nameShapes } from './chartShapes.ts';
import { chartTypes } from './chartTypes.ts';

/** Top-level keys that tell no chart from another. */
const commonKeys = new Set(
  (
    'nameOverride fullnameOverride image imagePullSecrets service ingress resources nodeSelector tolerations affinity ' +
    'serviceAccount podAnnotations podLabels podSecurityContext securityContext replicaCount replicas env envFrom volumes ' +
    'volumeMounts initContainers autoscaling livenessProbe readinessProbe global extraEnv extraVolumes extraVolumeMounts ' +
    'rbac labels annotations topologySpreadConstraints priorityClassName strategy hostAliases postgresql redis mysql ' +
    'serviceMonitor networkPolicy commonLabels kubeVersion clusterDomain updateStrategy metrics extraContainers ' +
    'revisionHistoryLimit lifecycle persistence config auth command args namespaceOverride enabled debug'
  ).split(' '),
);

interface ChartMeta {
  readonly name: string;
  readonly version: string;
  readonly appVersion?: string | number;
  readonly home?: string;
  readonly sources?: readonly string[];
}

function main(): void {
  const args = process.argv.slice(2);
  const isForced = args.includes('--force');
  const notesAt = args.indexOf('--notes');
  const notes = notesAt === -1 ? undefined : args.splice(notesAt, 2)[1];
  const [from, to] = args.filter((arg) => arg !== '--force');
  if (!from || !to) {
    process.stderr.write(
      'usage: importChart.ts CHART_FOLDER OUT_FOLDER [--notes FILE] [--force]\n',
    );
    process.exitCode = 2;
    return;
  }
  const targets = ['chart.yaml', 'values.yaml'].map((name) => path.join(to, name));
  if (!isForced && targets.some((file) => existsSync(file))) {
    process.stderr.write(`${to} has files already: say --force to write over them\n`);
    process.exitCode = 1;
    return;
  }
  const meta = parse(readFileSync(path.join(from, 'Chart.yaml'), 'utf8')) as ChartMeta;
  const document = parseDocument(readFileSync(path.join(from, 'values.yaml'), 'utf8'));
  const values = (document.toJS() ?? {}) as Record<string, unknown>;
  const shipped = ['values.schema.json', 'values.schema.yaml']
    .map((name) => path.join(from, name))
    .find((file) => existsSync(file));
  const schema =
    shipped === undefined ? undefined : (parse(readFileSync(shipped, 'utf8')) as object);
  const types = chartTypes('dist/schemas');
  const definitions = nameShapes(chartSchema(values, schema, types));
  mkdirSync(to, { recursive: true });
  writeFileSync(targets[0] ?? '', stringify(chartOf(meta, values, shipped !== undefined)));
  writeFileSync(targets[1] ?? '', definitionsText(definitions));
  if (notes) writeFileSync(notes, `${chartNotes(document).join('\n')}\n`);
  const keys = JSON.stringify(definitions).split('"description":""').length - 1;
  process.stdout.write(
    `${to}: ${Object.keys(definitions).length} definitions, ${keys} keys to describe\n`,
  );
}

function chartOf(meta: ChartMeta, values: object, shipsSchema: boolean): object {
  return {
    name: meta.name,
    title: `${meta.name} chart`,
    version: meta.version,
    ...(meta.appVersion !== undefined && { appVersion: String(meta.appVersion) }),
    ...(shipsSchema && { shipsSchema }),
    docUrl: meta.home ?? meta.sources?.[0] ?? '',
    repositories: [],
    signature: Object.keys(values).filter((key) => !commonKeys.has(key)),
  };
}

function definitionsText(definitions: Record<string, RawSchema>): string {
  const text = stringify(definitions, { lineWidth: 120, aliasDuplicateObjects: false });
  return text.replace(/^(?=[A-Z])/gm, '\n').trimStart();
}

if (import.meta.main) main();
