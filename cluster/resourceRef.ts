/** Which object is meant. Types only, handed on by api.ts. */
export interface ResourceRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Absent for cluster-wide resources. */
  readonly namespace?: string;
}
