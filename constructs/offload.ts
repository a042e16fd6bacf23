/** Whether a NIC takes work off the host. */
export enum Offload {
  ON = 'on',
  OFF = 'off',
}
