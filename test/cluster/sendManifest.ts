/** A manifest of one object for a real API server, and its answer. */
import { parse } from 'yaml';
import { builtSchemas } from '../../core/rules/testing.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import type { Cause } from './causes.ts';

const schemas = builtSchemas();

/** What the API server answers to a manifest that is sent with strict validation, as a dry run unless it says otherwise. */
export async function sendManifest(
  { request }: Pick<ControlPlane, 'request'>,
  source: string,
  { isForReal = false } = {},
): Promise<{ status: 'accepted' | 'refused'; message: string; causes: readonly Cause[] }> {
  const { apiVersion, kind, metadata } = parse(source) as {
    apiVersion: string;
    kind: string;
    metadata: { namespace?: string };
  };
  const found = schemas.kinds.find(
    (entry) => entry.kind === kind && groupVersion(entry) === apiVersion,
  );
  if (!found) throw new Error(`${apiVersion} ${kind} is not in the schemas`);
  const base = found.group === '' ? `/api/${apiVersion}` : `/apis/${apiVersion}`;
  const namespace = found.namespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : '';
  const query = `${isForReal ? '' : 'dryRun=All&'}fieldValidation=Strict`;
  const answer = await request('POST', `${base}${namespace}/${found.plural}?${query}`, source, {
    contentType: 'application/yaml',
  });
  return {
    status: answer.status < 300 ? 'accepted' : 'refused',
    message: String(answer.body?.message ?? answer.text),
    causes: answer.body?.details?.causes ?? [],
  };
}

function groupVersion({ group, version }: { group: string; version: string }): string {
  return group === '' ? version : `${group}/${version}`;
}
