/** Releases of Kubernetes by their first two numbers, `1.29`: kinds and fields come and go with these alone. */

/** Of `1.29`, `v1.29.3`, `1.29.3-gke.100` or `1.29+`; undefined for anything else. */
export function kubernetesVersionIn(text: string): string | undefined {
  const minor = /^v?1\.(\d{1,3})(?:\.\d{1,9}(?:[-+.][\w.+-]{0,60})?|\+)?$/.exec(text.trim())?.[1];
  return minor === undefined ? undefined : `1.${Number(minor)}`;
}

/** Negative where the first is the older one. */
export function compareVersions(one: string, other: string): number {
  return minorOf(one) - minorOf(other);
}

function minorOf(version: string): number {
  return Number(version.slice(version.indexOf('.') + 1));
}
