/** Builds manifests for tests of rules, so that a test shows little but its point. */

/** A document of any kind; `body` is the text below `metadata`. */
function manifest(apiVersion: string, kind: string, body: string, name = 'web'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${body.trim()}\n`;
}

/** A Pod with these fields in its spec and, where they have no containers, one. */
export function pod(spec: string): string {
  return manifest('v1', 'Pod', `spec:\n${indent(podSpec(spec), 2)}`);
}

/** A Pod with one container that has these fields. */
export function podOf(container: string, spec = ''): string {
  const fields =
    container.startsWith('image:') || container.includes('\nimage:') ? '' : 'image: nginx:1.27\n';
  return pod(`containers:\n- name: web\n${indent(fields + container.trim(), 2)}\n${spec.trim()}`);
}

/** A SparkApplication; `driver` and `executor` are the fields below those keys. */
export function spark(spec: string, driver = 'cores: 1', executor = 'cores: 1'): string {
  const fixed = [
    ['type', 'type: Python'],
    ['sparkVersion', 'sparkVersion: 3.5.3'],
    ['image', 'image: spark:3.5.3'],
    ['mainApplicationFile', 'mainApplicationFile: local:///opt/main.py'],
  ]
    .filter(([key]) => !new RegExp(`^${key}:`, 'm').test(spec))
    .map(([, line]) => line)
    .join('\n');
  const pods = `driver:\n  serviceAccount: spark\n${indent(driver, 2)}\nexecutor:\n${indent(executor, 2)}`;
  const body = `${fixed}\n${spec.trim()}\n${pods}`;
  return manifest(
    'sparkoperator.k8s.io/v1beta2',
    'SparkApplication',
    `spec:\n${indent(body, 2)}`,
    'etl',
  );
}

function podSpec(spec: string): string {
  const containers = /^containers:/m.test(spec)
    ? ''
    : 'containers:\n- name: web\n  image: nginx:1.27\n';
  return `${containers}${spec.trim()}`;
}

function indent(text: string, width: number): string {
  return text
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ' '.repeat(width) + line)
    .join('\n');
}
