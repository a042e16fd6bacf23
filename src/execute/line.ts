import type { HostShell } from '../transport/host-shell';

/** The connection in use: lost and opened again, and given back at the end. */
export interface Line {
  /** @throws Error while it is lost */
  shell(): HostShell;
  isOpen(): boolean;
  open(): Promise<void>;
  lose(): void;
  close(): Promise<void>;
}

/** A line that begins with the caller's connection, which stays the caller's to close; those that come after it are closed here. */
export function lineTo(first: HostShell, reconnect: (() => Promise<HostShell>) | undefined): Line {
  let shell: HostShell | undefined = first;
  const closeOwn = async (old: HostShell | undefined): Promise<void> => {
    // One that is lost may not close cleanly.
    if (old !== undefined && old !== first) await old.close().catch(() => undefined);
  };
  return {
    shell() {
      if (shell === undefined) throw new Error('the connection is lost');
      return shell;
    },
    isOpen: () => shell !== undefined,
    async open() {
      if (reconnect === undefined) throw new Error('the connection is lost');
      shell = await reconnect();
    },
    lose() {
      const old = shell;
      shell = undefined;
      void closeOwn(old);
    },
    close: () => closeOwn(shell),
  };
}
