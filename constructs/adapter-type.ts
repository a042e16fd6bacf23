/** How the host presents a NIC to a guest. */
export enum AdapterType {
  /** Emulated Intel Gigabit adapter (VIO). Works on a vswitch without uplink in every release. */
  LAN = 'lan',
  /** Accelerated adapter (AVIO). Faster; before Integrity VM 4.3 not on a vswitch without uplink. */
  AVIO_LAN = 'avio_lan',
}
