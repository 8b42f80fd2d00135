/** What is filled into an object before it is sent. */
export interface Transformed {
  /** Labels of selectors and pods. */
  readonly labels: boolean;
  readonly namespace: boolean;
  /** Values that are replaced; the same list as long as the kustomizations are the same. */
  readonly replaced: readonly ReplacedFields[];
}

/** Fields of some objects. Absent kind or name: those of all. */
export interface ReplacedFields {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  /** Steps from the root of the object: keys, numbers of items, `*`, `[key=value]`. */
  readonly paths: readonly (readonly string[])[];
  /** Only what holds an image of this name, whatever its tag. */
  readonly image?: string;
}
