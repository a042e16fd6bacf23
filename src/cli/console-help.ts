/** What can be typed, for a person. */
export const CONSOLE_HELP = `  reboot        boot the host: what was not saved is gone, and what starts at boot is started
  cut           cut all connections
  hang PATTERN  commands that match hang until mend, as in: hang hpvmnet -b
  fail PATTERN  commands that match do nothing and end with 1
  lie PATTERN   commands that match do nothing and end with 0
  drop PATTERN  commands that match work, and cut all connections
  mend          end all of these faults
  help          show this list
`;
