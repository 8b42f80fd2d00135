// Names of namespaces that a person typed.

export interface TypedNames {
  /** Each once. */
  readonly names: readonly string[];
  /** The first word that no namespace can be called. */
  readonly wrong?: string;
}

export function namespaceNamesIn(text: string): TypedNames {
  const words = [...new Set(text.split(/[\s,]+/).filter(Boolean))];
  const wrong = words.find(
    (word) => word.length > 63 || !/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(word),
  );
  return { names: words, ...(wrong !== undefined && { wrong }) };
}
