import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..');

/**
 * What the compiler says against projects as import writes them, in one go: each is a map from file name to text. Unused constants
 * count as errors.
 */
export function typeErrors(projects: readonly ReadonlyMap<string, string>[]): readonly string[] {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const files = new Map(
    projects.flatMap((project, index) =>
      [...project].map(
        ([name, text]) => [path.join(ROOT, 'test', 'import', `virtual${String(index)}`, name), text] as const,
      ),
    ),
  );
  const strict = { ...options, noEmit: true, noUnusedLocals: true, noUnusedParameters: true, types: [] };
  const host = ts.createCompilerHost(strict);
  const { readFile, fileExists, directoryExists } = host;
  host.readFile = (file) => files.get(file) ?? readFile.call(host, file);
  host.fileExists = (file) => files.has(file) || fileExists.call(host, file);
  host.directoryExists = (folder) =>
    folder.includes(`${path.sep}virtual`) || (directoryExists?.call(host, folder) ?? true);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (file, target, ...others) => {
    const text = files.get(file);
    return text === undefined ? getSourceFile(file, target, ...others) : ts.createSourceFile(file, text, target);
  };
  const program = ts.createProgram([...files.keys()], strict, host);
  return [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    if (source === undefined) return [`${file} is not part of the program`];
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path.relative(ROOT, file)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  });
}
