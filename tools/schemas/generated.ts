// Bundles of all kinds that a package declares: those that Kubernetes itself serves (package kubernetes-models) and the
// systems whose system.yaml names one of its sister packages. Shapes and documentation come from the package, what it
// lacks (integers, enums, defaults, formats, ...) from the overlay in schemas/<system>/overlay. One pass for all,
// because the compiler's start costs more than any system, and so that core types are referred to, not copied.

import path from 'node:path';
import type { KindEntry } from '../../core/schema/schema.ts';
import { readHistory } from './apiVersions.ts';
import type { DeclarationFolder } from './declarations.ts';
import { annotateHistory } from './fieldHistory.ts';
import { bundlesFromPackages, definitionOf, reachable } from './fromPackage.ts';
import { applyOverlay } from './overlay.ts';
import { builtInEntries, ownEntries, packageSystems, readSystem } from './system.ts';
import type { BuiltInSystem, PackageSystem } from './system.ts';
import { finishKind } from './typeMeta.ts';
import type { Bundles } from './walk.ts';

const MODULES = 'node_modules';
/** Package folders below which the declarations of the built-in kinds are. */
const MODELS = `${MODULES}/kubernetes-models`;
const LIBRARIES = `${MODULES}/@kubernetes-models/apimachinery`;

/** Builds the bundles of the built-in kinds and of all generated systems, of the packages below `root`. */
export function generatedBundles(root: string): { bundles: Bundles; kinds: KindEntry[] } {
  const folder = path.join(root, 'schemas/kubernetes');
  const builtIn = readSystem<BuiltInSystem>(folder, [
    'title',
    'version',
    'docUrl',
    'groupVersions',
    'about',
  ]);
  const systems = packageSystems(path.join(root, 'schemas'));
  const bundles = bundlesFromPackages([
    ...builtInFolders(builtIn, root),
    ...systems.flatMap((system) => foldersOf(system, root)),
  ]);
  // Before the overlay, whose variants are copies, and behind it, as it adds fields.
  const history = readHistory(path.join(root, 'schemas'));
  annotateHistory(bundles, history);
  const keep = applyOverlay(bundles, path.join(folder, 'overlay'));
  annotateHistory(bundles, history);
  for (const { id } of systems) {
    const overlay = path.join(root, 'schemas', id, 'overlay');
    keep.push(...applyOverlay(bundles, overlay));
  }
  const kinds = [...builtInEntries(builtIn), ...systems.flatMap(ownEntries)];
  for (const kind of kinds) finishKind(bundles, kind);
  return { bundles: reachable(bundles, [...kinds.map(definitionOf), ...keep]), kinds };
}

const foldersOf = ({ id, package: name, folders }: PackageSystem, root: string) =>
  Object.entries(folders).map(([folder, prefix]): DeclarationFolder => ({
    bundle: id,
    folder: path.join(root, MODULES, name, folder),
    prefix,
  }));

function builtInFolders(system: BuiltInSystem, root: string): DeclarationFolder[] {
  const below =
    (base: string) =>
    (each: DeclarationFolder): DeclarationFolder => ({
      bundle: each.bundle,
      folder: path.join(root, base, each.folder),
    });
  return [...system.groupVersions.map(below(MODELS)), ...system.libraries.map(below(LIBRARIES))];
}
