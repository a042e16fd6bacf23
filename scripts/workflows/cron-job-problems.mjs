import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { parseDocument } from 'yaml';
import { bashProblems } from './bash-problems.mjs';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const OPTIONS = {
  ...{ noEmit: true, strict: true, skipLibCheck: true, types: [] },
  ...{ module: ts.ModuleKind.Node16, target: ts.ScriptTarget.ES2022 },
};

/**
 * Reads a CronJob, and holds it against the types of Kubernetes: a key that it does not know at that place, one that is missing, a value of another type. Then looks at the scripts
 * of its containers.
 */
export function cronJobProblems(text) {
  const document = parseDocument(text);
  if (document.errors.length > 0) return document.errors.map(({ message }) => message);
  const manifest = document.toJS();
  if (manifest.apiVersion !== 'batch/v1' || manifest.kind !== 'CronJob') return ['not a CronJob of batch/v1'];
  const containers = manifest.spec?.jobTemplate?.spec?.template?.spec?.containers ?? [];
  return [
    ...typeProblems(manifest),
    ...containers.flatMap(({ name, command = [], args = [] }) =>
      command.at(-1) === '-c' && args.length === 1 ? bashProblems(args[0]) : [`${name}: no script behind "sh -c"`],
    ),
  ];
}

/** A manifest as a literal of TypeScript: those may have no key that the type has not. */
function typeProblems(manifest) {
  const file = path.join(root, 'manifest.ts');
  const text = `import type { CronJob } from 'kubernetes-types/batch/v1';\nexport const manifest: CronJob = ${JSON.stringify(manifest)};\n`;
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  Object.assign(host, {
    fileExists: (name) => name === file || fileExists(name),
    readFile: (name) => (name === file ? text : readFile(name)),
    getSourceFile: (name, ...others) =>
      name === file ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2022) : getSourceFile(name, ...others),
  });
  const program = ts.createProgram([file], OPTIONS, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => `types of Kubernetes: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}
