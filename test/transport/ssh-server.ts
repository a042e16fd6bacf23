import { spawn, type ChildProcess } from 'node:child_process';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Server, utils, type Connection, type ServerConfig } from 'ssh2';

/** A key pair in OpenSSH format. */
export interface KeyPair {
  readonly private: string;
  readonly public: string;
}

/** A new key pair. About one ed25519 key in 150 that ssh2 1.17 makes is malformed (OpenSSH cannot read it either). */
export function keyPair(type: 'ed25519' | 'ecdsa' = 'ed25519', passphrase?: string): KeyPair {
  for (;;) {
    const pair = generate(type, passphrase);
    if (!(utils.parseKey(pair.private, passphrase) instanceof Error)) return pair;
  }
}

function generate(type: 'ed25519' | 'ecdsa', passphrase: string | undefined): KeyPair {
  if (type === 'ecdsa') return utils.generateKeyPairSync('ecdsa', { bits: 256 });
  if (passphrase === undefined) return utils.generateKeyPairSync('ed25519');
  return utils.generateKeyPairSync('ed25519', { passphrase, cipher: 'aes256-ctr', rounds: 4 });
}

export interface TestServer {
  readonly port: number;
  /** Line for a known_hosts file. */
  readonly knownHostsLine: string;
  /** Login attempts seen, as `method algorithm`. */
  readonly attempts: readonly string[];
  /** Names of the connections that were forwarded, as `address:port`. */
  readonly forwarded: readonly string[];
  /** Breaks every connection without a goodbye. */
  cut(): void;
  stop(): Promise<void>;
}

export interface TestServerOptions {
  readonly hostKey: KeyPair;
  readonly moreHostKeys?: readonly KeyPair[];
  /** Public keys that may log in, in OpenSSH format. */
  readonly authorized: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly algorithms?: NonNullable<ServerConfig['algorithms']>;
  /** Sends chunks of this many bytes, to cut characters and records in two. */
  readonly chunkBytes?: number;
  /** Never answers a request to forward a connection, as when a firewall behind it drops the packets. */
  readonly swallowsForwarding?: true;
}

/** An SSH server on loopback that gives every `exec` to a real `/bin/sh` and forwards TCP connections. */
export async function startTestServer(options: TestServerOptions): Promise<TestServer> {
  const authorized = options.authorized
    .map((text) => utils.parseKey(text))
    .flatMap((key) => (key instanceof Error ? [] : [key].flat()));
  const attempts: string[] = [];
  const forwarded: string[] = [];
  const sockets = new Set<Socket>();
  const children = new Set<ChildProcess>();

  const serve = (client: Connection): void => {
    client.on('error', () => undefined);
    client.on('authentication', (context) => {
      attempts.push(context.method === 'publickey' ? `publickey ${context.key.algo}` : context.method);
      const isKnown =
        context.method === 'publickey' &&
        authorized.some(
          (key) =>
            key.getPublicSSH().equals(context.key.data) &&
            (context.signature === undefined ||
              key.verify(context.blob ?? Buffer.alloc(0), context.signature, context.hashAlgo)),
        );
      if (isKnown) context.accept();
      else context.reject(['publickey', 'password']);
    });
    client.on('session', (accept) => {
      accept().on('exec', (acceptExec, _reject, { command }) => {
        const channel = acceptExec();
        const child = spawn('/bin/sh', ['-c', `exec ${command}`], {
          detached: true,
          env: { PATH: '/usr/bin:/bin', ...options.environment },
        });
        children.add(child);
        const send = (to: NodeJS.WritableStream) => (data: Buffer) => {
          const size = options.chunkBytes ?? data.length;
          for (let at = 0; at < data.length; at += size) to.write(data.subarray(at, at + size));
        };
        channel.on('error', () => undefined);
        channel.pipe(child.stdin.on('error', () => undefined));
        child.stdout.on('data', send(channel));
        child.stderr.on('data', send(channel.stderr));
        channel.on('close', () => [child.stdin, child.stdout, child.stderr].forEach((pipe) => pipe.destroy()));
        child.on('close', (status, signal) => {
          children.delete(child);
          if (signal === null) channel.exit(status ?? 0);
          else channel.exit(signal.replace(/^SIG/, ''), false, '');
          channel.end();
        });
      });
    });
    client.on('tcpip', (accept, _reject, info) => {
      forwarded.push(`${info.destIP}:${String(info.destPort)}`);
      if (options.swallowsForwarding === true) return;
      const channel = accept();
      const onward = connect(info.destPort, info.destIP);
      onward.on('error', () => channel.destroy());
      channel.on('error', () => onward.destroy());
      channel.pipe(onward).pipe(channel);
    });
  };

  const server = new Server(
    {
      hostKeys: [options.hostKey, ...(options.moreHostKeys ?? [])].map((pair) => pair.private),
      ...(options.algorithms === undefined ? {} : { algorithms: options.algorithms }),
    },
    serve,
  );
  // ssh2's server is a net.Server inside; only its sockets can be broken without a goodbye.
  const inner = (server as unknown as { _srv: NodeJS.EventEmitter })._srv;
  inner.on('connection', (socket: Socket) => {
    sockets.add(socket.setNoDelay(true));
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    knownHostsLine: `[127.0.0.1]:${String(port)} ${options.hostKey.public}`,
    attempts,
    forwarded,
    cut,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
        for (const child of children) endGroup(child);
      }),
  };
}

/** Ends a shell and everything that it started. */
function endGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // The group may be gone already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
