/**
 * Shell function `hpvm_remember`: reads from the journal, and from the record of debts, what has, or may have, taken effect: `hpvm_touched`, and
 * `hpvm_unsure` for what is not certain of it.
 */
export function rememberFunctions(runId: string): string {
  return `hpvm_remember() {
  if [ -f "$R/journal.run" ]; then
    while read -r hpvm_mark hpvm_name hpvm_number hpvm_kind hpvm_a hpvm_b hpvm_c hpvm_more; do
      hpvm_a=\${hpvm_a#step=}
      case "$hpvm_mark $hpvm_kind $hpvm_b $hpvm_c" in
        '@hpvm intent '*) hpvm_touch "$hpvm_a" ;;
        '@hpvm outcome '*' effect=shown' | '@hpvm outcome exit=0 effect=unasked')
          hpvm_without "$hpvm_unsure" "$hpvm_a"
          hpvm_unsure=$hpvm_others
          ;;
        '@hpvm outcome exit=0 '*) ;;
        '@hpvm outcome '*' effect=missing')
          hpvm_without "$hpvm_touched" "$hpvm_a"
          hpvm_touched=$hpvm_others
          ;;
        *) ;;
      esac
    done <"$R/journal.run"
  fi
  if grep '^run ${runId}$' "$B/unfinished" >/dev/null 2>&1; then
    # It was written before the first step: where the journal does not even tell the beginning, anything may have been done.
    hpvm_lost=no
    grep '^@hpvm ${runId} run[.]1 begin ' "$R/journal.run" >/dev/null 2>&1 || hpvm_lost=yes
    while read -r hpvm_kind hpvm_a hpvm_more; do
      case "$hpvm_kind $hpvm_lost" in
        'done '* | 'todo yes') hpvm_touch "$hpvm_a" ;;
        *) ;;
      esac
    done <"$B/unfinished"
  fi
  hpvm_look_beyond
}
hpvm_touch() {
  case $hpvm_touched in
    *" $1 "*) ;;
    *)
      hpvm_touched="$hpvm_touched $1 "
      hpvm_unsure="$hpvm_unsure $1 "
      ;;
  esac
}
`;
}
