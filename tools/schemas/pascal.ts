/** `extra-volume_mounts` as the name of a definition: `ExtraVolumeMounts`. */
export function pascal(name: string): string {
  return name
    .split(/[^a-zA-Z0-9]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
