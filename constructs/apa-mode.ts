/** How the ports of an aggregate work together (nwmgr_apa(1M), September 2010, p. 7). */
export enum ApaMode {
  /** Active/active, without a protocol. */
  MANUAL = 'MANUAL',
  /** Active/active, Cisco PAgP (Fast EtherChannel). */
  FEC_AUTO = 'FEC_AUTO',
  /** Active/active, IEEE link aggregation control protocol. */
  LACP_AUTO = 'LACP_AUTO',
  /** Failover group: one active port, the others stand by. */
  LAN_MONITOR = 'LAN_MONITOR',
}
