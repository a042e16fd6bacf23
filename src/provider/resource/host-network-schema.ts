import type { Attribute, Attributes } from '../protocol/attribute-type';
import type { Schema } from '../protocol/schema';
import { UNKNOWN, type ObjectValue } from '../protocol/value';
import { sshAttribute } from './connection';
import { KIND_MAPPINGS, type KindMapping } from './kinds';

const computed = (type: Attribute['type'], description: string): Attribute => ({ type, mode: 'computed', description });

/** What a run does, told anew by every plan. A state that is read has none of it: the next plan shows only its own. */
const PLAN_ATTRIBUTES = {
  commands: computed(
    ['list', 'string'],
    'Exact command lines, in the order in which they run; empty when there is nothing to do. What stands in state is what the last apply ran.',
  ),
  reasons: computed(
    ['list', 'string'],
    'Why each command is there and why it stands where it stands, with the rule and its source.',
  ),
  outages: computed(
    {
      nesting: 'list',
      attributes: {
        what: computed(
          ['list', 'string'],
          'What is interrupted: all that share cause, steps and seconds, for example `vswitch.vmlan4`.',
        ),
        guests: computed(['list', 'string'], 'Running guests that lose traffic on it.'),
        cause: computed('string', 'For guest NICs: what interrupts them; null when that is a change of their own.'),
        from_step: computed('string', 'Step that begins it, as named behind the commands.'),
        to_step: computed('string', 'Step that ends it; null when the plan does not.'),
        least_seconds: computed('number', 'Seconds at least; null, as the other two, when the plan does not end it.'),
        expected_seconds: computed('number', 'Seconds expected.'),
        most_seconds: computed('number', 'Seconds at most: what `max_outage_seconds` is compared with.'),
        basis: computed(
          'string',
          'What the seconds rest on, the weakest of it: `documented`, `measured` or `assumed`.',
        ),
      },
    },
    'Who is interrupted, from which step to which, and for how long.',
  ),
  certificate: computed('string', 'What the independent checker proved about these commands, and the way back.'),
  drift: computed(
    ['list', 'string'],
    'How the host differs from what was applied last, as it was read; empty when it does not, and in every plan.',
  ),
} as const satisfies Attributes;

/** The attributes of a state that no run has written: nothing is planned. */
export const NOTHING_PLANNED: ObjectValue = { commands: [], reasons: [], outages: [], certificate: null, drift: [] };

/** The same while the plan itself cannot be known. */
export const NOT_YET_PLANNED: ObjectValue = Object.fromEntries(
  Object.keys(PLAN_ATTRIBUTES).map((name) => [name, UNKNOWN]),
);

/** The write-only attributes, as everything that is stored has them. */
export const NOTHING_STORED: ObjectValue = { snapshot: null, declared_at: null };

const kindAttributes: Attributes = Object.fromEntries(
  Object.values(KIND_MAPPINGS).map((mapping) => [mapping.attribute, attributeOfKind(mapping)]),
);

/** Version of the state. A new one needs its step in `upgrade-state.ts`. */
export const HOST_NETWORK_VERSION = 2;

/** `hpvm_host_network`: the virtual networking of one host. */
export const HOST_NETWORK_SCHEMA: Schema = {
  version: HOST_NETWORK_VERSION,
  description:
    'The virtual networking of one Integrity VM host. One resource holds a whole host, because the safe order of commands spans its objects: no graph of resources can say "halt this vswitch, change the NIC beneath it, boot it again". What is not written is not managed: an attribute that is left out keeps its value on the host, and a map that is left out leaves that kind alone. An object that is taken out of a map is removed from the host only if this tool created it.',
  attributes: {
    host: { type: 'string', mode: 'required', description: 'Name of the host; another name is another host.' },
    ssh: sshAttribute,
    snapshot: {
      type: 'string',
      mode: 'optional',
      isWriteOnly: true,
      description:
        'The host as `data.hpvm_host` read it. With it the first plan shows the commands, too; without it the commands that create the resource are known after apply. Stored nowhere (needs Terraform 1.11 or later).',
    },
    declared_at: {
      type: ['map', 'string'],
      mode: 'optional',
      isWriteOnly: true,
      description:
        'Where in the code things are declared, for error messages: by address as in `outages` (`vswitch.web`, `guestNic.web01:0,1`), and `host` for the host itself. CDKTF fills in the construct paths. Stored nowhere.',
    },
    ...kindAttributes,
    on_destroy: {
      type: 'string',
      mode: 'optional',
      description:
        'What destroying the resource does: `remove` (default) removes from the host what this tool created, with a safe plan like every other; `forget` leaves the host as it is.',
    },
    accept_recalled: {
      type: 'bool',
      mode: 'optional',
      description: "Approves destructive commands whose form HP's readable documents do not show.",
    },
    revert: {
      type: 'bool',
      mode: 'optional',
      description:
        'When false, a run is not guarded: a command that fails stops it, and nothing is taken back. Default: true; a plan that nothing can take back is then refused.',
    },
    confirm_seconds: {
      type: 'number',
      mode: 'optional',
      description:
        'Whole seconds, 10 to 86400, that the host waits for the confirmation before it takes the run back. Default: what the plan makes reasonable.',
    },
    ...PLAN_ATTRIBUTES,
  },
};

function attributeOfKind({ description, key, fields }: KindMapping): Attribute {
  const attributes = Object.fromEntries(fields.map(({ attribute, schema }) => [attribute, schema]));
  return {
    type: { nesting: key === undefined ? 'single' : 'map', attributes },
    mode: 'optional',
    description: key === undefined ? description : `${description} Key: ${key}.`,
  };
}
