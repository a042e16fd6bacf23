import { z } from 'zod';
import type { JsonValue } from '../model/canonical-json';
import type { ObservedHost } from '../model/observed-host';
import { SUDO_PATH_PATTERN } from '../model/privileged-command';

const jsonValue = z.json() as unknown as z.ZodType<JsonValue>;

/** Its own decoder checks a snapshot in full; here it is an object of JSON values. */
const snapshot = z.record(z.string(), z.json()) as unknown as z.ZodType<ObservedHost>;

const tcpPort = z.number().int().min(1).max(65_535);

/** A plan is a file that anybody may have edited, and this path becomes part of a script. */
const sudoPath = z.string().max(255).regex(SUDO_PATH_PATTERN);

const reason = z.strictObject({ step: z.string(), rule: z.string(), why: z.string() });

const diagnostic = z.strictObject({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  summary: z.string(),
  detail: z.string(),
  address: z.string().exactOptional(),
});

const range = { min: z.number().nonnegative(), expected: z.number().nonnegative(), max: z.number().nonnegative() };

const durationBasis = z.enum(['documented', 'measured', 'assumed']);

const argv = z.array(z.string()).min(1);

const readBack = z.strictObject({
  command: argv,
  lineStartsWith: z.string(),
  lineContains: z.string(),
  isAbsent: z.literal(true).exactOptional(),
});

const durationSeconds = z.strictObject({ ...range, basis: durationBasis, of: z.string().exactOptional() });

const ownership = z.strictObject({ action: z.enum(['claim', 'release']), address: z.string() });

const confidence = z.enum(['documented', 'observed', 'recalled']);

const step = z.strictObject({
  id: z.string().regex(/^s\d{2,}$/),
  title: z.string(),
  address: z.string(),
  command: argv,
  answers: z.array(z.string()).exactOptional(),
  phase: z.enum(['running', 'persist']),
  purpose: z.strictObject({ rule: z.string(), why: z.string() }),
  after: z.array(reason),
  implied: z.array(reason).exactOptional(),
  durationSeconds,
  undo: z.array(argv).nullable(),
  confidence,
  source: z.string(),
  ownership: ownership.exactOptional(),
  readBack: readBack.exactOptional(),
});

const outage = z.strictObject({
  address: z.string(),
  guests: z.array(z.string()),
  fromStep: z.string(),
  toStep: z.string(),
  seconds: z.strictObject(range),
  basis: durationBasis,
  cause: z.string().exactOptional(),
  isPermanent: z.literal(true).exactOptional(),
});

const revertStep = z.strictObject({
  id: z.string().regex(/^r\d{2,}$/),
  takesBack: z.array(z.string()).min(1),
  title: z.string(),
  command: argv,
  answers: z.array(z.string()).exactOptional(),
  readBack: readBack.exactOptional(),
  ownership: ownership.exactOptional(),
  phase: z.enum(['running', 'persist']),
  due: z.enum(['now', 'always', 'after-reboot']),
  onlyBehind: z.string().exactOptional(),
  durationSeconds,
  confidence: confidence.exactOptional(),
});

const portRole = z.strictObject({ group: z.string(), mode: z.string() }).nullable();

const switchPortsBack = z.strictObject({
  takesBack: z.array(z.string()).min(1),
  ports: z.array(z.string()).min(1),
  before: portRole,
  planned: portRole,
});

const revert = z.strictObject({
  guardedUntil: z.string().nullable(),
  steps: z.array(revertStep),
  switchPorts: z.array(switchPortsBack).exactOptional(),
  outages: z.array(outage),
});

const certificate = z.strictObject({
  checker: z.string(),
  statesChecked: z.number().int().nonnegative(),
  rules: z.array(z.string()),
  witnesses: z.array(
    z.strictObject({
      earlier: z.string(),
      later: z.string(),
      after: z.array(z.string()),
      step: z.string().nullable(),
      clause: z.string(),
      harm: z.string(),
    }),
  ),
  pointsOfNoReturn: z.array(z.strictObject({ step: z.string(), why: z.string() })),
});

/** Schema of a plan file, formatVersion "1"; the published JSON Schema is generated from it. */
export const planSchema = z.strictObject({
  formatVersion: z.literal('1'),
  kind: z.literal('hpvm-plan'),
  host: z.string(),
  connection: z
    .strictObject({
      address: z.string(),
      port: tcpPort.exactOptional(),
      user: z.string().exactOptional(),
      after: z.strictObject({ address: z.string(), port: tcpPort.exactOptional() }).exactOptional(),
      sudo: sudoPath.exactOptional(),
      legacyAlgorithms: z.literal(true).exactOptional(),
      client: z.literal('openssh').exactOptional(),
      discovery: z.strictObject({ user: z.string().exactOptional(), sudo: sudoPath.exactOptional() }).exactOptional(),
    })
    .exactOptional(),
  status: z.enum(['no-op', 'ready', 'blocked']),
  basis: z.strictObject({
    desiredDigest: z.string(),
    footprintDigest: z.string(),
    rulesDigest: z.string(),
    contentDigest: z.string(),
    observedAt: z.string(),
    footprint: z.array(z.strictObject({ path: z.string(), value: jsonValue })),
  }),
  changes: z.array(
    z.strictObject({
      address: z.string(),
      action: z.enum(['create', 'update', 'delete']),
      fields: z.array(z.strictObject({ path: z.string(), before: jsonValue, after: jsonValue })),
      derivedBy: z.string().exactOptional(),
    }),
  ),
  snapshot: snapshot.exactOptional(),
  steps: z.array(step),
  outages: z.array(outage),
  revert: revert.nullable(),
  managementPath: z.strictObject({
    touched: z.boolean(),
    through: z.array(z.string()),
    moves: z.literal(true).exactOptional(),
  }),
  certificate: certificate.nullable(),
  diagnostics: z.array(diagnostic),
});
