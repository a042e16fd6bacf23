import { absolutePath, findNode, type FileSystem } from '../kernel/file-system';

/** Looks a command up in the folders of a PATH; undefined when there is no file to run. */
export function findProgramIn(
  files: FileSystem,
  workingFolder: string,
  path: string,
  name: string,
): string | undefined {
  const isProgram = (file: string): boolean => {
    const node = findNode(files, absolutePath(workingFolder, file));
    return node?.kind === 'file' && (node.mode & 0o111) !== 0;
  };
  if (name.includes('/')) return isProgram(name) ? name : undefined;
  for (const folder of path.split(':')) {
    const file = `${folder === '' ? '.' : folder}/${name}`;
    if (isProgram(file)) return file;
  }
  return undefined;
}
