/** What the `target` of a patch says of the objects that it is for: regular expressions of whole values. */
export interface PatchTarget {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
}

/** Of what stands at its keys. */
export function patchTarget(read: (key: keyof PatchTarget) => unknown): PatchTarget {
  const written = (key: keyof PatchTarget): PatchTarget => {
    const value = read(key);
    return typeof value === 'string' && value !== '' ? { [key]: value } : {};
  };
  return { ...written('group'), ...written('version'), ...written('kind') };
}

/** Two targets of one patch as one: what they do not share may be anything. */
export function sharedTarget(one: PatchTarget, other: PatchTarget): PatchTarget {
  return patchTarget((key) => (one[key] === other[key] ? one[key] : undefined));
}
