import {
  BaseAgent,
  createAgent,
  utils,
  type IdentityCallback,
  type ParsedKey,
  type SignCallback,
  type SigningRequestOptions,
} from 'ssh2';
import { certificatesInAgent } from './agent-certificates';
import { fingerprintOf } from './host-key-refusal';
import type { Memo } from './memo';
import type { IdentityFile, SshHop } from './ssh-target';

/** One way to prove who we are, tried in turn. */
export type Login =
  | { readonly kind: 'agent'; readonly agent: BaseAgent; readonly labels: readonly string[] }
  | { readonly kind: 'key'; readonly key: ParsedKey; readonly labels: readonly string[] };

export interface Logins {
  readonly logins: readonly Login[];
  /** Keys that were there and could not be used, and why: part of the message when login fails. */
  readonly notes: readonly string[];
}

/** ssh2 1.17 would name the certificate's own algorithm in the signature, which no server accepts. */
const NO_CERTIFICATES =
  'a certificate, which the built-in client cannot offer; set connection.client = "openssh" for this host, or let authorized_keys there hold the key itself';

/** Gives the text of a file; `undefined` when it is not there. */
export type ReadOptionalFile = (path: string) => Promise<string | undefined>;

/** Where keys are read from. */
export interface LoginFiles {
  readonly readFile: ReadOptionalFile;
  /** Remembers keys that were read before. */
  readonly memo: Memo;
}

/**
 * Collects the keys to log in to a hop with, as ssh(1) orders them: keys of the agent that belong to a named file,
 * the agent's other keys (unless only named ones may be used), then key files. An encrypted key file is only usable
 * through the agent; we never ask for a passphrase. Nothing here fails: what is unusable becomes a note.
 */
export async function loginsFor(hop: SshHop, { readFile, memo }: LoginFiles): Promise<Logins> {
  const notes: string[] = [];
  const files: KeyFile[] = [];
  for (const identity of hop.identityFiles)
    files.push(await memo.once(`key ${JSON.stringify(identity)}`, () => readKeyFile(identity, readFile)));
  const certificates = [...(hop.certificateFiles ?? []), ...hop.identityFiles.map(({ path }) => `${path}-cert.pub`)];
  for (const path of new Set(certificates)) {
    if ((await readFile(path)) !== undefined) notes.push(`${path}: ${NO_CERTIFICATES}`);
  }
  const agent = hop.agentSocket === null ? undefined : createAgent(hop.agentSocket);
  const inAgent = agent === undefined ? [] : await identitiesOf(agent, hop, notes);

  const named = files.flatMap((file) => inAgent.filter((key) => file.publicKey?.equals(key.getPublicSSH()) === true));
  const others = hop.usesOnlyNamedIdentities ? [] : inAgent.filter((key) => !named.includes(key));
  const offered = [...new Set([...named, ...others])];
  const logins: Login[] = [];
  if (agent !== undefined && offered.length > 0) {
    logins.push({
      kind: 'agent',
      agent: new SelectedKeysAgent(agent, offered),
      labels: offered.map((key) => `${fingerprintOf(key.getPublicSSH())} ${key.comment} (agent)`),
    });
  }
  for (const file of files) {
    const isInAgent = offered.some((key) => file.publicKey?.equals(key.getPublicSSH()) === true);
    if (isInAgent) continue;
    if (file.privateKey !== undefined) {
      logins.push({
        kind: 'key',
        key: file.privateKey,
        labels: [`${fingerprintOf(file.privateKey.getPublicSSH())} ${file.path}`],
      });
    } else if (file.problem !== undefined) {
      notes.push(`${file.path}: ${file.problem}`);
    }
  }
  return { logins, notes };
}

interface KeyFile {
  readonly path: string;
  readonly privateKey?: ParsedKey;
  readonly publicKey?: ParsedKey;
  readonly problem?: string;
}

async function readKeyFile({ path, isNamed }: IdentityFile, readFile: ReadOptionalFile): Promise<KeyFile> {
  const text = await readFile(path);
  const beside = parseOne((await readFile(`${path}.pub`)) ?? '');
  const besideKey = beside instanceof Error ? {} : { publicKey: beside };
  if (text === undefined) {
    if (!isNamed) return { path };
    return {
      path,
      ...besideKey,
      problem: beside instanceof Error ? 'no such file' : 'no private key, and the agent does not hold it',
    };
  }
  const key = parseOne(text);
  if (!(key instanceof Error)) {
    return key.isPrivateKey()
      ? { path, privateKey: key, publicKey: key }
      : { path, publicKey: key, problem: 'a public key, and the agent does not hold its private key' };
  }
  const problem = /passphrase/i.test(key.message)
    ? `encrypted, and the agent does not hold it; run: ssh-add ${path}`
    : `not a usable private key (${key.message})`;
  return { path, ...besideKey, problem };
}

function parseOne(text: string): ParsedKey | Error {
  // The types promise one key or an error; a file with several gives a list all the same.
  const parsed = [utils.parseKey(text)].flat() as readonly (ParsedKey | Error)[];
  return parsed[0] ?? new Error('no key inside');
}

/** The agent's keys; an agent that says nothing in the time for connecting counts as one without keys. */
async function identitiesOf(agent: BaseAgent, hop: SshHop, notes: string[]): Promise<readonly ParsedKey[]> {
  const socket = hop.agentSocket ?? '';
  const certificates = await certificatesInAgent(socket, hop.connectTimeoutMs);
  if (certificates === undefined) {
    notes.push(`agent at ${socket}: no answer within ${String(hop.connectTimeoutMs / 1000)} s`);
    return [];
  }
  notes.push(...certificates.map((comment) => `${comment} (agent): ${NO_CERTIFICATES}`));
  return new Promise((resolve) => {
    agent.getIdentities((error, keys) => {
      if (error) notes.push(`agent at ${socket}: ${error.message}`);
      const parsed = (keys ?? []).map((key) =>
        typeof key === 'string' || Buffer.isBuffer(key) ? utils.parseKey(key) : key,
      );
      resolve(parsed.filter((key): key is ParsedKey => !(key instanceof Error)));
    });
  });
}

/** Offers some of an agent's keys, in our order. */
class SelectedKeysAgent extends BaseAgent {
  constructor(
    private readonly agent: BaseAgent,
    private readonly keys: readonly ParsedKey[],
  ) {
    super();
  }

  override getIdentities(callback: IdentityCallback): void {
    callback(undefined, [...this.keys]);
  }

  override sign(
    key: string | Buffer | ParsedKey,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    callback?: SignCallback,
  ): void {
    if (typeof options === 'function') this.agent.sign(key, data, options);
    else this.agent.sign(key, data, options, callback);
  }
}
