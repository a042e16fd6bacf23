import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const FOLDER = 'docs/reference/constructs';

/**
 * The reference of the constructs, from their types and comments. What is generated from the schema of the provider is left out:
 * the pages of the provider describe it.
 */
export async function generate(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const { Application } = await import('typedoc');
  const { load: markdown } = await import('typedoc-plugin-markdown');
  const out = mkdtempSync(path.join(tmpdir(), 'hpvm-constructs-'));
  try {
    const app = await Application.bootstrapWithPlugins({
      entryPoints: ['constructs/index.ts'],
      exclude: ['**/*.generated.ts'],
      tsconfig: 'tsconfig.types.json',
      plugin: [markdown],
      logLevel: 'Error',
      ...{ name: 'Constructs', readme: 'none', entryFileName: 'index.md', hidePageHeader: true, hideBreadcrumbs: true },
      ...{ disableSources: true, excludeExternals: true, excludePrivate: true, excludeInternal: true },
      // The stage "types" has checked them.
      skipErrorChecking: true,
      ...{
        useCodeBlocks: true,
        parametersFormat: 'table',
        interfacePropertiesFormat: 'table',
        enumMembersFormat: 'table',
      },
    });
    const project = await app.convert();
    if (project === undefined) throw new Error('TypeDoc could not read the constructs');
    app.options.setValue('out', out);
    await app.generateOutputs(project);
    return readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .sort()
      .map((file) => ({
        path: `${FOLDER}/${file}`,
        text: `${readFileSync(path.join(out, file), 'utf8')
          .replaceAll(/[ \t]+$/gm, '')
          .trimEnd()}\n`,
      }));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
