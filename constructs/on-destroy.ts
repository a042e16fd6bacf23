/** What `terraform destroy` does with a host. */
export enum OnDestroy {
  /** Removes from the host what this tool created, with a plan as safe as every other. */
  REMOVE = 'remove',
  /** Leaves the host as it is. */
  FORGET = 'forget',
}
