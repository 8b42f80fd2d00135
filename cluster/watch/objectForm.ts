/** In which form objects are asked for: whole where their state is told, without their contents where a name is enough. */

/** `Accept` of a list and of a watch; a server that does not know the form sends whole objects. */
const metadataOnly = {
  list: 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json',
  watch: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json',
};

const whole = { list: 'application/json', watch: 'application/json' };

/** Kinds without a state, whose contents may be large or secret. */
const namedOnly: ReadonlySet<string> = new Set(['v1/ConfigMap', 'v1/Secret']);

export function objectForm({
  apiVersion,
  kind,
}: {
  readonly apiVersion: string;
  readonly kind: string;
}): typeof whole {
  return namedOnly.has(`${apiVersion}/${kind}`) ? metadataOnly : whole;
}
