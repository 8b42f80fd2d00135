/** What is filled into an object before it is sent. */
export interface Transformed {
  /** Labels of selectors and pods. */
  readonly labels: boolean;
  readonly namespace: boolean;
}
