import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, ROOT } from '../architecture/repository-files';
import { describeWithTerraform } from '../tools/require-tool';
import { openTerraformBench, type TerraformBench } from './terraform-bench';

const EXAMPLES = ['provider', 'resources', 'data-sources', 'functions'].flatMap((folder) =>
  filesBelow(`examples/${folder}`).filter((file) => file.endsWith('.tf')),
);

describeWithTerraform('the examples of the provider', (terraform) => {
  jest.setTimeout(300_000);
  let bench: TerraformBench;
  beforeAll(async () => {
    bench = await openTerraformBench(terraform);
  });
  afterAll(() => bench.close());

  test('are written as terraform fmt writes them', async () => {
    const { status, output } = await bench.terraform('fmt', '-check', '-recursive', path.join(ROOT, 'examples'));
    expect({ status, output }).toEqual({ status: 0, output: '' });
  });

  test.each(EXAMPLES)('%s is valid', async (file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    if (text.includes('required_providers')) bench.write('project/main.tf', text);
    else bench.configure(text);
    const validated = await bench.terraform('validate');
    expect(validated).toMatchObject({ status: 0 });
  });
});
