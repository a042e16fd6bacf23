import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sshConfigText } from '../../src/cli/simulated-server';
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

  test('the module with tests passes them, against the simulated host', async () => {
    const folder = path.join(bench.folder, 'terraform-test');
    cpSync(path.join(ROOT, 'examples/terraform-test'), folder, { recursive: true });
    mkdirSync(path.join(bench.folder, '.ssh'));
    bench.write('.ssh/config', sshConfigText('vmhost1', bench.server));
    expect(await bench.terraform(`-chdir=${folder}`, 'init')).toMatchObject({ status: 0 });
    const tested = await bench.terraform(`-chdir=${folder}`, 'test');
    expect(tested).toMatchObject({ status: 0, output: expect.stringContaining('5 passed, 0 failed') as string });
    expect(bench.host.state().vswitches.map(({ name }) => name)).not.toContain('vmlan3');
    expect(bench.host.hazards()).toEqual([]);
  });
});
