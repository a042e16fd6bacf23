/**
 * How an aggregate chooses the port of an outbound frame (HP Auto Port Aggregation Administrator's Guide, 11i v3,
 * March 2014, p. 78). Traffic of guests is always balanced by MAC address.
 */
export enum LoadBalancing {
  /** By MAC address. */
  LB_MAC = 'LB_MAC',
  /** By IP address. */
  LB_IP = 'LB_IP',
  /** By transport port. */
  LB_PORT = 'LB_PORT',
}
