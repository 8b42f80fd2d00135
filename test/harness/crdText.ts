/** A small CRD for tests: one version of one namespaced kind. */

export interface SmallCrd {
  readonly group: string;
  readonly kind: string;
  readonly version?: string;
  /** The properties of `spec`, in lines of YAML. Without any, `spec` may hold nothing. */
  readonly fields?: string;
}

export function crdText({ group, kind, version = 'v1', fields = '' }: SmallCrd): string {
  const plural = `${kind.toLowerCase()}s`;
  const properties =
    fields && `            properties:\n${fields.replace(/^/gm, ' '.repeat(14))}\n`;
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${plural}.${group}
spec:
  group: ${group}
  scope: Namespaced
  names:
    kind: ${kind}
    plural: ${plural}
  versions:
  - name: ${version}
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
${properties}`;
}
