/** What `terraform apply` does with the desired state of a host. */
export enum ApplyStrategy {
  /** A `null_resource` runs `hpvmctl apply` when the desired state changed. Needs `@cdktf/provider-null`. */
  NULL_RESOURCE = 'NULL_RESOURCE',
  /** The same with Terraform's own `terraform_data` (Terraform 1.4 and later): no provider to download. */
  TERRAFORM_DATA = 'TERRAFORM_DATA',
  /**
   * The Terraform provider of this package plans and applies: `terraform plan` shows the commands, a refresh is a drift check,
   * values may be known to Terraform only. Install it with `hpvmctl provider install`. Needs Terraform or OpenTofu 1.11.
   */
  NATIVE = 'NATIVE',
  /** Nothing: only the document is written, and `hpvmctl` is run by other means. */
  DOCUMENT_ONLY = 'DOCUMENT_ONLY',
}
