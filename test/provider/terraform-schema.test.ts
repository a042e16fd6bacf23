import { HOST_SCHEMA } from '../../src/provider/host-schema';
import { isNested, type Attribute, type Attributes } from '../../src/provider/protocol/attribute-type';
import { PROVIDER_SCHEMA } from '../../src/provider/provider-config';
import { HOST_NETWORK_SCHEMA } from '../../src/provider/resource/host-network-schema';
import { describeWithTerraform } from '../tools/require-tool';
import { openTerraformBench, type TerraformBench } from './terraform-bench';

interface Block {
  readonly version: number;
  readonly block: { readonly attributes: object };
}
interface Schemas {
  readonly provider: Block;
  readonly resource_schemas: Readonly<Record<string, Block>>;
  readonly data_source_schemas: Readonly<Record<string, Block>>;
  readonly functions: Readonly<Record<string, object>>;
}

describeWithTerraform('terraform providers schema', (terraform) => {
  jest.setTimeout(120_000);
  let bench: TerraformBench;
  beforeAll(async () => {
    bench = await openTerraformBench(terraform);
  });
  afterAll(() => bench.close());

  test('says what the bindings of CDKTF and the pages of documentation are made from', async () => {
    const { status, output } = await bench.terraform('providers', 'schema', '-json');
    expect(status).toBe(0);
    const { provider_schemas: all } = JSON.parse(output) as {
      readonly provider_schemas: Readonly<Record<string, Schemas>>;
    };
    const told = all['registry.terraform.io/cdktf-hpvm/hpvm'];
    expect(told?.provider.block.attributes).toEqual(asTold(PROVIDER_SCHEMA.attributes));
    expect(told?.data_source_schemas['hpvm_host']?.block.attributes).toEqual(asTold(HOST_SCHEMA.attributes));
    const resource = told?.resource_schemas['hpvm_host_network'];
    expect(resource?.block.attributes).toEqual(asTold(HOST_NETWORK_SCHEMA.attributes));
    expect(resource?.version).toBe(HOST_NETWORK_SCHEMA.version);
    expect(Object.keys(told?.functions ?? {}).sort()).toEqual(['normalize_mac', 'spread']);
  });
});

/** Attributes as Terraform prints them. */
function asTold(attributes: Attributes): object {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      {
        ...typeOf(attribute),
        description: attribute.description,
        description_kind: 'markdown',
        [attribute.mode]: true,
        ...(attribute.isWriteOnly === true ? { write_only: true } : {}),
      },
    ]),
  );
}

function typeOf({ type }: Attribute): object {
  if (!isNested(type)) return { type };
  return { nested_type: { attributes: asTold(type.attributes), nesting_mode: type.nesting } };
}
