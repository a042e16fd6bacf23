import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { findProgram } from '../../../test/transport/programs';
import { SCENARIOS } from '../scenario';
import { createSimulatedHost } from '../simulated-host';
import { SNIPPETS } from './agreed-snippets';
import { createVirtualMachine } from './create-virtual-machine';

const PREAMBLE = 'PATH=/usr/bin:/bin:/usr/sbin:/sbin\nLC_ALL=C\nexport PATH LC_ALL\numask 022\ncd "$W"\n';

interface Course {
  readonly stdout: string;
  readonly status: number | null;
  readonly files: Readonly<Record<string, string>>;
}

function inRealShell(argv: readonly string[], script: string): Course {
  const folder = mkdtempSync(path.join(tmpdir(), 'virtual-shell-'));
  try {
    const [program = '', ...args] = argv;
    mkdirSync(path.join(folder, 'w'));
    const outcome = spawnSync(program, args, {
      input: `W=${folder}/w\n${PREAMBLE}${script}`,
      encoding: 'utf8',
      env: {},
    });
    const stdout = outcome.stdout.replaceAll(folder, '');
    return { stdout, status: outcome.status, files: realFiles(path.join(folder, 'w'), '') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function realFiles(root: string, below: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(path.join(root, below)).sort()) {
    const place = `${below}/${name}`;
    if (statSync(path.join(root, place), { throwIfNoEntry: false })?.isDirectory() === true)
      Object.assign(found, { [`${place}/`]: '' }, realFiles(root, place));
    else found[place] = readFileSync(path.join(root, place), 'utf8');
  }
  return found;
}

async function inVirtualShell(script: string): Promise<Course> {
  const machine = createVirtualMachine(createSimulatedHost(SCENARIOS.vmhost1));
  machine.files.write('/w/.keep', '');
  machine.files.remove('/w/.keep');
  const { stdout, exitStatus } = await machine.shell().runScript(`W=/w\n${PREAMBLE}${script}`, { timeoutMs: 600_000 });
  const list = (below: string): Record<string, string> =>
    Object.assign(
      {},
      ...machine.files.list(`/w${below}`).map((name) => {
        const place = `${below}/${name}`;
        const text = machine.files.read(`/w${place}`);
        return text === undefined ? { [`${place}/`]: '', ...list(place) } : { [place]: text };
      }),
    ) as Record<string, string>;
  return { stdout, status: exitStatus, files: list('') };
}

const SHELLS: readonly (readonly [string, readonly string[]])[] = [
  ['dash', ['dash', '-s']],
  ['bash', ['bash', '--posix', '-s']],
  ['ksh', ['ksh', '-s']],
];

for (const [name, [program = '', ...flags]] of SHELLS) {
  const found = findProgram(program);
  const describeIt = found === undefined ? describe.skip : describe;
  describeIt(`the virtual shell and ${name}`, () => {
    for (const { title, script, differsIn } of SNIPPETS) {
      if (differsIn?.includes(name) === true) continue;
      test(`agree on ${title}`, async () => {
        const virtual = await inVirtualShell(script);
        expect(virtual).toEqual(inRealShell([found ?? '', ...flags], script));
      });
    }
  });
}
