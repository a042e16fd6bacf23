/** Whether a vswitch forwards. */
export enum VSwitchState {
  /** Booted (`hpvmnet -b`). */
  UP = 'up',
  /** Halted (`hpvmnet -h`): its guests have no network. */
  DOWN = 'down',
}
