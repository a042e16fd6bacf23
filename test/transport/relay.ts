import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A stretch of network between us and a server on loopback. */
export interface Relay {
  readonly port: number;
  /** Breaks every connection that goes through, without a goodbye. */
  cut(): void;
  /** From now on nothing gets through, and nobody is told. */
  silence(): void;
  stop(): Promise<void>;
}

/** Passes connections on to a port of 127.0.0.1. */
export async function startRelay(port: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from.setNoDelay(true));
      from.on('data', (data) => !isSilent && to.write(data));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    silence: () => {
      isSilent = true;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
