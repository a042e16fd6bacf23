import { absolutePath, findNode, type FileSystem } from '../kernel/file-system';
import { patternExpression } from './pattern';

/** Paths that a pattern fits, in byte order; the text itself when there are none (POSIX 2.13.3). */
export function findPaths(files: FileSystem, workingFolder: string, pattern: string, text: string): readonly string[] {
  const isAbsolute = pattern.startsWith('/');
  let found = [isAbsolute ? '/' : ''];
  for (const name of pattern.split('/').filter((each) => each !== '')) {
    found = found.flatMap((before) => {
      const folder = findNode(files, absolutePath(workingFolder, before === '' ? '.' : before));
      if (folder?.kind !== 'folder') return [];
      const join = (entry: string): string => (before === '' || before === '/' ? before + entry : `${before}/${entry}`);
      const bare = name.replaceAll(/\\(.)/gs, '$1');
      if (!/[*?[]/.test(name.replaceAll(/\\./gs, '')))
        return folder.entries.has(bare) || bare === '.' || bare === '..' ? [join(bare)] : [];
      const expression = patternExpression(name);
      return [...folder.entries.keys()]
        .filter((entry) => expression.test(entry) && (!entry.startsWith('.') || name.startsWith('.')))
        .sort()
        .map(join);
    });
  }
  const isThere = found.length > 0 && !(found.length === 1 && (found[0] === '' || found[0] === '/'));
  return isThere ? found : [text];
}
