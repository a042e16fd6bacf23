// Writes Terraform projects of one size, a folder for each way to fill them: `node provider-projects.cjs FOLDER HOSTS VSWITCHES NICS`.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nativeAttributes } from '../../constructs/private/native-attributes';
import type { ObservedHost } from '../../src/model/observed-host';
import { hostWithNics } from './large-host';

const [folder = '.', hosts = '1', vswitches = '1', nics = '1'] = process.argv.slice(2);
const { desired, nearly, empty } = hostWithNics(Number(vswitches), Number(nics));
const attributes = nativeAttributes(desired as unknown as Parameters<typeof nativeAttributes>[0]);
const names = Array.from({ length: Number(hosts) }, (_, index) => `host${String(index)}`);

/** Adding a NIC whose MAC address the host makes up is nothing that a run could take back: so these runs are not guarded. */
const resource = (host: string): object => ({ host, ...attributes, revert: false });

project('builtIn', 'terraform_data', (host) => ({ input: resource(host) }));
project('unread', 'hpvm_host_network', resource);
for (const [variant, observed] of Object.entries({ one: nearly, all: empty }))
  project(variant, 'hpvm_host_network', (host, own) => {
    // Reading hosts is what SSH costs, and not the business of this: each has been read.
    writeFileSync(path.join(own, `${host}.json`), JSON.stringify({ ...observed, ...reached(host, observed) }));
    return { ...resource(host), snapshot: `\${file("${host}.json")}` };
  });

/** Under its own name, over an interface of its own: nothing to warn of. */
function reached(host: string, { platform }: ObservedHost): object {
  return {
    host,
    platform: { ...platform, nodeName: host },
    managementPath: { address: '192.0.2.1', interface: 'lan99' },
  };
}

function project(variant: string, type: string, resourceOf: (host: string, own: string) => object): void {
  const own = path.join(folder, variant);
  mkdirSync(own, { recursive: true });
  const configuration = {
    ...(type === 'terraform_data'
      ? {}
      : { terraform: { required_providers: { hpvm: { source: 'cdktf-hpvm/hpvm' } } } }),
    resource: { [type]: Object.fromEntries(names.map((host) => [host, resourceOf(host, own)])) },
  };
  writeFileSync(path.join(own, 'main.tf.json'), `${JSON.stringify(configuration, undefined, 2)}\n`);
}
