/** How much a line of the log matters. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** Writes one line with named values. */
export type Log = (level: LogLevel, message: string, values?: Readonly<Record<string, unknown>>) => void;

/**
 * Lines as go-plugin reads them from stderr: Terraform repeats them at their level under `TF_LOG` and `TF_LOG_PROVIDER`.
 */
export function pluginLog(write: (line: string) => void, now: () => Date): Log {
  return (level, message, values = {}) =>
    write(
      `${JSON.stringify({
        ...values,
        '@level': level,
        '@message': message,
        '@module': 'provider.hpvm',
        '@timestamp': now().toISOString().replace('Z', '000Z'),
      })}\n`,
    );
}
