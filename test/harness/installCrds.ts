// Installs CustomResourceDefinitions and waits until objects of their kinds can be created.
import { setTimeout as delay } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import type { ApiAnswer } from './apiRequest.ts';
import type { ControlPlane } from './controlPlane.ts';
import { waitUntil } from './waitUntil.ts';
import type { Waiting } from './waitUntil.ts';

const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

export interface CrdProgress {
  /** Called with the number of CRDs that are served, whenever it grows. */
  onServed?: (served: number, all: number) => void;
  /** Ends the installation: it rejects then. */
  signal?: AbortSignal | undefined;
}

/**
 * Installs every CRD of the texts (YAML or JSON, any number of documents in each) or replaces the one of the same name.
 * Resolves when all are `Established`, served and listed by discovery.
 * @throws with the server's words where it refuses one.
 */
export async function installCrds(
  controlPlane: Pick<ControlPlane, 'request'>,
  yamlTexts: readonly string[],
  { onServed, signal }: CrdProgress = {},
): Promise<void> {
  const crds = yamlTexts.flatMap(crdsIn);
  for (let start = 0; start < crds.length; start += atOnce) {
    signal?.throwIfAborted();
    await Promise.all(crds.slice(start, start + atOnce).map((crd) => put(controlPlane, crd)));
  }
  // One after the other: questions about all at once would keep the server from its work.
  for (const [at, crd] of crds.entries()) {
    await waitUntilServed(controlPlane, crd, { ...patience, signal });
    onServed?.(at + 1, crds.length);
  }
}

/** CRDs sent side by side. */
const atOnce = 8;
/** A server that is given all of them takes its time on a small machine. */
const patience = { timeoutMs: 300_000, intervalMs: 100 };

interface Crd {
  kind: string;
  metadata: { name: string; resourceVersion?: string };
  spec: { group: string; names: { plural: string }; versions: { name: string; served: boolean }[] };
  status?: { conditions?: { type: string; status: string }[] };
}

function crdsIn(text: string): Crd[] {
  // Some are megabytes of JSON, which the reader of YAML would take seconds for.
  if (text.startsWith('{')) return [JSON.parse(text) as Crd];
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors[0]) throw document.errors[0];
    const object = document.toJS() as Crd | null;
    return object?.kind === 'CustomResourceDefinition' ? [object] : [];
  });
}

async function put(controlPlane: Pick<ControlPlane, 'request'>, crd: Crd): Promise<void> {
  const giveUpAt = Date.now() + patience.timeoutMs;
  for (;;) {
    const answer = await send(controlPlane, crd).catch(asAnswer);
    if (answer.status >= 200 && answer.status < 300) return;
    if (!mayPass(answer.status) || Date.now() > giveUpAt) {
      throw new Error(`The API server refuses the CRD ${crd.metadata.name}: ${answer.text}`);
    }
    await delay(patience.intervalMs);
  }
}

type Answer = Pick<ApiAnswer, 'status' | 'text'>;

/** A connection that failed, as a status that no server sends. */
function asAnswer(error: unknown): Answer {
  return { status: 0, text: String(error) };
}

/**
 * What a busy machine shows and another try does not: a cut connection, a controller that wrote the CRD between our
 * look and our write, too many requests, a store or a server that ran out of its own time.
 */
function mayPass(status: number): boolean {
  return status === 0 || status === 409 || status === 429 || status >= 500;
}

/** Creates the CRD, or replaces the one of the same name. */
async function send(
  { request }: Pick<ControlPlane, 'request'>,
  crd: Crd,
): ReturnType<ControlPlane['request']> {
  const { name } = crd.metadata;
  const answer = await request('POST', path, crd, patience);
  if (answer.status !== 409) return answer;
  const present = (await request('GET', `${path}/${name}`, undefined, patience)).body as Crd;
  const { resourceVersion } = present.metadata;
  const metadata = { ...crd.metadata, resourceVersion };
  return request('PUT', `${path}/${name}`, { ...crd, metadata }, patience);
}

async function waitUntilServed(
  { request }: Pick<ControlPlane, 'request'>,
  crd: Crd,
  waiting: Waiting,
): Promise<void> {
  const { name } = crd.metadata;
  await waitUntil(
    `the CRD ${name} to be Established`,
    async () => {
      const present = (await request('GET', `${path}/${name}`, undefined, patience)).body as Crd;
      return isEstablished(present);
    },
    waiting,
  );
  const { group, names, versions } = crd.spec;
  for (const version of versions.filter(({ served }) => served)) {
    const groupVersion = `/apis/${group}/${version.name}`;
    // The server knows a new kind a moment later than it says so, and lists it later still.
    await waitUntil(
      `${names.plural}.${group} ${version.name} to be served`,
      async () => {
        const listed = (await request('GET', groupVersion, undefined, patience)).body as {
          resources?: { name: string }[];
        };
        if (!listed.resources?.some((resource) => resource.name === names.plural)) return false;
        return (await request('GET', `${groupVersion}/${names.plural}?limit=1`)).status === 200;
      },
      waiting,
    );
  }
}

function isEstablished({ status }: Crd): boolean {
  return (
    status?.conditions?.some((one) => one.type === 'Established' && one.status === 'True') ?? false
  );
}
