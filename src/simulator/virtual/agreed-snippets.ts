/** A script on which every POSIX shell agrees, but for those in `differsIn`. */
export interface Snippet {
  readonly title: string;
  readonly script: string;
  readonly differsIn?: readonly string[];
}

const snippet = (title: string, script: string, differsIn?: readonly string[]): Snippet => ({
  title,
  script,
  ...(differsIn === undefined ? {} : { differsIn }),
});

/** Every construct that scripts of this project use, and some of their corners. */
export const SNIPPETS: readonly Snippet[] = [
  snippet('quotes', `x='a  b'; echo "$x" $x '$x' "\\$x" a\\ b "it's" 'say "hi"' "a'b" ""x''\n`),
  snippet(
    'arguments',
    `show() { echo "$#"; for a in "$@"; do echo "<$a>"; done; for a in $*; do echo "[$a]"; done; echo "$*"; }\nshow 'a b' '' c\nshow\nset -- x 'y z'; show "$@" end; shift; echo "$1" $#\n`,
  ),
  snippet(
    'fields',
    `IFS=:; v='a::b:c:'; for f in $v; do echo "<$f>"; done; IFS=' :'; v=' a : b  c '; for f in $v; do echo "<$f>"; done\nset -- $v; echo $#; unset IFS; v='  p   q  '; set -- $v; echo "$#$1$2"; set -- x$v; echo $#; set -- "x"$v"y"; echo "$#"\n`,
  ),
  snippet(
    'joined fields',
    `join() { set -- $(printf ' 61 62\\n 0a\\n'); kept=$IFS; IFS=; joined="$*"; IFS=$kept; }\njoin; echo "<$joined>"; IFS=-; echo "$*"; set -- a b; echo "$*"\n`,
  ),
  snippet(
    'defaults',
    `unset a; b=; c=v; echo "\${a-1}\${b-2}\${c-3}\${a:-4}\${b:-5}\${c:-6}\${a+7}\${b+8}\${c:+9}\${b:+x}|"; echo "\${a:=set}$a"; echo \${z:-p "q  r" s} "\${z:-t 'u' v}"; set -- \${z:-one two "three four"}; echo $#\n`,
  ),
  snippet(
    'cutting',
    `f=/a/b/c.tar.gz; echo "\${f##*/} \${f#*/} \${f%.*} \${f%%.*} \${#f} \${f%/*}"; p='*'; s='*x*'; echo "\${s#"$p"} \${s#$p} \${s%%'*'}"; t=lan900; echo "\${t#lan}" "\${t%[*]}" "\${t#[a-z]}"\n`,
  ),
  snippet(
    'special parameters',
    `false; echo $?; true; echo $?; (exit 7); echo $?; echo $#; [ "$$" -gt 0 ] && echo pid; sh -c 'echo $0 $1 $#' name a b\n`,
  ),
  snippet(
    'substitution',
    `a=$(echo one; echo two); echo "$a"; echo $(echo x | cat) \`echo y \\\`echo z\\\`\`; b=$(false); echo $?; c="$(printf 'a\\n\\n\\n')"; echo "<$c>"; echo "$(echo "in $(echo "deep")")"; d=$(exit 3) || echo "s $?"\n`,
  ),
  snippet(
    'arithmetic',
    `x=5; echo $((x + 1)) $(($x * 3 % 4)) $((x > 3 && x < 9)) $(( (1 + 2) * -3 )) $((7 / 2)) $((x == 5 ? 10 : 20)) $((0x1f)) $((1 << 4 | 3)); x=$((x + 1)); echo $x; echo $((y + 0)) $((!x)) $((x != 6 || 0))\n`,
  ),
  snippet(
    'conditions',
    `if false; then echo a; elif true; then echo b; else echo c; fi; if ! true; then echo d; fi; echo $?; true && echo e || echo f; false || echo g && echo h; ! false && echo i; if false; then :; fi; echo $?\n`,
  ),
  snippet(
    'loops',
    `i=0; while [ $i -lt 10 ]; do i=$((i + 1)); [ $i = 3 ] && continue; [ $i = 6 ] && break; echo $i; done; until [ $i = 0 ]; do i=$((i - 1)); done; echo $i; for a in 1 2; do for b in x y; do [ $b = y ] && continue 2; echo $a$b; done; done; for a in 1 2; do while :; do break 2; done; echo no; done; echo end; for q in; do echo never; done; echo $?\n`,
  ),
  snippet(
    'case',
    `t() { case $1 in a*) echo A ;; '*') echo star ;; [!0-9]?) echo two ;; x | y | "z w") echo xyz ;; *[!0-9]*) echo nondigit ;; '') echo empty ;; *) echo other ;; esac; }\nfor w in abc '*' q1 x 'z w' 12q '' 34; do t "$w"; done; p='b*'; case bcd in $p) echo glob ;; esac; case bcd in "$p") echo no ;; *) echo quoted ;; esac; case a-b in *[a-c-]*) echo dash ;; esac\ncase x in y) ;; esac; echo $?; case x in (x) echo paren ;; esac; case 'a]b' in *[]]*) echo bracket;; esac\n`,
  ),
  snippet(
    'groups and subshells',
    `x=1; { x=2; echo in; }; echo $x; (x=3; cd /; echo $x); echo $x; pwd | sed 's/.*\\///'; { echo a; echo b; } | { read l; echo "got $l"; }; (exit 4) || echo $?; { echo out; echo err >&2; } 2>/dev/null\n`,
  ),
  snippet(
    'pipelines',
    `printf 'b\\na\\nc\\n' | sort | head -n 2; false | true; echo $?; true | false; echo $?; ! echo x | grep -q y; echo $?; echo abc | { cat; echo $?; } | tr a-c A-C\n`,
  ),
  snippet(
    'redirections',
    `echo one >f; echo two >>f; cat <f; cat f 2>&1 >g; echo err 2>/dev/null >&2; { echo a; echo b >&2; } >h 2>&1; cat h; exec 3<f; read x <&3; read y <&3; read z <&3 || echo end; echo "$x$y$z"; exec 3<&-; : >empty; echo x >&- 2>/dev/null || echo closed; cat nothing 2>/dev/null || echo missing; >made; exec 4>four; echo to4 >&4; exec 4>&-; cat four\n`,
  ),
  snippet(
    'failed redirections',
    `cat <nothing 2>/dev/null || echo failed; echo x >no/such 2>/dev/null || echo failed; { echo y; } <nothing 2>/dev/null || echo failed; f() { echo z; }; f <nothing 2>/dev/null || echo failed\n`,
  ),
  snippet(
    'a failed redirection of a special builtin ends the shell',
    `echo before; : >no/such/file\necho not reached\n`,
    ['bash', 'ksh'],
  ),
  snippet(
    'here-documents',
    `x=v; cat <<E\na $x $(echo s) \\$x \`echo b\` $((1+1)) "q" \\\\ \\n\nE\ncat <<'E'; echo after\na $x "q" \\\\ \\\nE\ncat <<A; cat <<B\nfirst\nA\nsecond\nB\ncat <<-T\n\tindented\n\tT\nwhile read l; do echo "<$l>"; done <<E\none\ntwo words\nE\nf() { cat <<E >out\n$1\nE\n}; f hello; cat out\n`,
  ),
  snippet(
    'noclobber',
    `set -C; echo a >f; if echo b >f; then echo no; else echo kept; fi 2>/dev/null; echo c >|f; cat f; set +C; echo d >f; cat f\n`,
  ),
  snippet(
    'read',
    `printf 'a b c d\\n  x  y  \\nback\\\\slash\\nlast' >f; { read -r p q r; echo "<$p|$q|$r>"; read -r p; echo "<$p>"; read -r p; echo "<$p>"; read -r p; echo "$? <$p>"; read -r p; echo "$? <$p>"; } <f; while IFS= read -r l || [ -n "$l" ]; do echo "[$l]"; done <f; printf 'a\\\\\\nb c\\n' | { read x y; echo "$x-$y"; }; printf 'a:b:c\\n' | { IFS=: read x y; echo "$x $y"; }; printf 'p q\\n' | { read a b c; echo "<$a><$b><$c>"; }\n`,
  ),
  snippet(
    'reading a file that grows',
    `: >f; exec 3<f; read x <&3 || echo none; echo line >>f; read x <&3 && echo "$x"; read x <&3 || echo none\n`,
  ),
  snippet(
    'reading the rest of the script',
    `read x\nthis is data\necho "<$x>"; head -n 1 >/dev/null </dev/null; cat\nmore\n data\n`,
    ['dash'],
  ),
  snippet(
    'echo and printf',
    `echo a   b; echo; echo '*' "*x*y"; printf '%s-%s\\n' a b c; printf '%d%%\\n' 42; printf 'a\\tb\\\\n\\101\\n'; printf '%s\\n'; printf '%5s|%-5s|%05d|%x\\n' ab cd 42 255; printf 'no end'; printf '%s\\n' "$(printf '\\061')"; printf '%c%c\\n' hello world\n`,
  ),
  snippet('escapes of echo', `echo 'a\\tb\\n\\\\c'; echo 'x\\0101y'; echo 'cut\\chere'; echo next\n`, ['bash', 'ksh']),
  snippet(
    'test',
    `touch() { : >"$1"; }; touch e; echo x >s; mkdir d; ln -s s l; ln -s no broken; t() { if [ "$@" ]; then echo y; else echo n; fi; }\nt -f e; t -s e; t -s s; t -d d; t -f d; t -e no; t -h l; t -L s; t -f l; t -e broken; t -h broken; t -x s; t -x d; t -r s; t -z ''; t -n ''; t a; t ''; t; t a = a; t a != a; t 3 -gt 2; t 010 -eq 10; t -1 -lt 0; t ! -f no; t ! a = b; t '!' = '!'; t -f = -f; t ! ''; test 1 -le 1 && echo ok\nrm broken\n`,
  ),
  snippet(
    'variables',
    `a=1 b="$a$a"; echo $b; A=x sh -c 'echo "<$A>"'; echo "<$A>"; export B=y; sh -c 'echo $B'; unset B; sh -c 'echo "<$B>"'; C=z; sh -c 'echo "<$C>"'; export C; sh -c 'echo $C'; f() { D=in; }; f; echo $D; x=; echo "<\${x}>"; y=$x$b; echo $y; e='k=v'; $e 2>/dev/null || echo "not a command"; env -i Q=1 /bin/sh -c 'echo $Q'\n`,
  ),
  snippet(
    'functions',
    `f() { echo "in $1"; return 3; echo no; }; f a; echo $?; g() { f "$1" || return; echo no; }; g b; echo $?; h() (x=sub; echo $x); x=top; h; echo $x; r() { [ "$1" = 0 ] && return 0; echo $1; r $(($1 - 1)); }; r 3; k() { for i in 1 2 3; do [ $i = 2 ] && return 9; done; }; k; echo "$? $i"; w() { echo to; } >file; w; cat file; z()\n{\necho brace; }; z\n`,
  ),
  snippet(
    'eval and dot',
    `v=name; eval "$v='a  b'"; echo "$name"; eval 'echo $v; false'; echo $?; echo 'inner=set; return 5; inner=no' >s; . ./s; echo "$? $inner"; eval; echo $?; f() { eval 'return 4'; echo no; }; f; echo $?\n`,
  ),
  snippet('exit traps', `trap 'echo bye $?' EXIT; (trap 'echo sub' 0; exit 2); echo $?; (echo none); exit 5\n`),
  snippet(
    'traps and kill',
    `trap 'echo got' USR1; kill -USR1 $$; echo after; trap '' TERM; kill -TERM $$; echo alive; trap - USR1; sh -c 'kill -TERM $$; echo ignored'; trap 'echo term; exit 3' HUP; kill -HUP $$; echo no\n`,
  ),
  snippet(
    'background',
    `(sleep 0.2; echo late >f) & p=$!; [ -f f ] || echo early; wait $p; echo $?; cat f; sh -c 'exit 6' & wait $!; echo $?; sleep 5 & q=$!; kill -0 $q && echo there; kill $q; wait $q; [ $? -gt 128 ] && echo killed; wait; wait 99999; echo $?; kill -0 $q 2>/dev/null || echo gone; { exit 8; } & wait $!; echo $?\n`,
  ),
  snippet(
    'wait and a signal',
    `trap 'echo usr' USR1; sleep 1 & p=$!; (sleep 0.2; kill -USR1 $$) & wait $p; [ $? -gt 128 ] && echo interrupted; kill $p; wait $p 2>/dev/null; echo $?\n`,
    ['ksh'],
  ),
  snippet('background reads nothing', `cat & wait $!; echo end\n`),
  snippet(
    'exec',
    `(exec echo replaced; echo no); exec 5>f; echo x >&5; exec 5>&-; cat f; exec sh -c 'exit 4'\necho no\n`,
  ),
  snippet(
    'pathnames',
    `mkdir d; : >d/a.x; : >d/b.x; : >d/.h; : >c.x; echo d/*.x; echo *; echo d/?.x 'd/*'; echo no*; for f in "d"/*.x; do echo "\${f##*/}"; done; p='*.x'; echo $p "$p"; cd d; echo *; echo [ab].x [!a].x; echo ../*/*.x; set -f; echo *; set +f; echo .h*\n`,
  ),
  snippet(
    'files',
    `mkdir -p a/b/c; mkdir a 2>/dev/null || echo exists; echo x >a/f; cp a/f a/g; mv a/g a/b; mv a/f h; ls a a/b; rmdir a/b 2>/dev/null || echo full; rm -f none; rm none 2>/dev/null || echo none; rm -r a/b; ls -a a; ln -s h l; cat l; echo y >l; cat h; rm l; cat h; cmp h h; cmp -s h a 2>/dev/null; [ $? -gt 0 ] && echo differs; cp -p h i; mv -f i h; chmod 755 h; [ -x h ] && echo x; chmod a-x h; [ -x h ] || echo not; mkdir t; mv h t/; ls t; rm -rf t nothing; rmdir a; ln -s one two; rm -f two; echo d*\n`,
  ),
  snippet(
    'a removed file stays for those who have it open',
    `echo a >f; exec 3<f; rm f; cat <&3; echo b >f; exec 3<&-; (echo c; rm f; echo d) >f; [ -f f ] || echo gone; echo 1 >n; exec 3<n; echo 2 >m; mv m n; cat <&3 n\n`,
  ),
  snippet(
    'appending by two',
    `exec 3>>f 4>>f; echo a >&3; echo b >&4; echo c >&3; cat f; (echo d; echo e) >g; cat g; exec 5>h; echo 1 >&5; (echo 2 >&5); echo 3 >&5; cat h\n`,
  ),
  snippet(
    'checksums',
    `printf '' | cksum; printf 'hello\\n' >f; cksum f; cksum <f; printf 'abc' | cksum; set -- $(cksum <f); echo "$1 $2"\n`,
  ),
  snippet(
    'od and tr',
    `printf 'hello\\n\\001\\377 and a longer text' >f; od -A n -t x1 -v f; od -A n -t x1 -v -N 3 f | tr -cd '0-9a-f'; echo; echo 'a b  c' | tr -s ' ' '\\n'; echo abc | tr -d b; echo HeL | tr '[:upper:]' '[:lower:]'; echo abc | tr a-c x-z; printf 'a\\nb\\n' | tr '\\n' ' '; echo a1b2 | tr -cd '[:digit:]\\n'; echo aabb | tr -s ab\n`,
  ),
  snippet(
    'wc, head, tail, sort',
    `printf '3\\n1\\n2\\n2\\n' >f; wc -l <f | tr -cd '0-9\\n'; wc -c <f | tr -cd '0-9\\n'; head -n 1 f; tail -n 2 f; tail -n +3 f; sort f; sort -u f; sort -r f; sort -n f | tail -n 1; printf 'a\\nb' | tail -n 1; printf 'x y\\nz\\n' | wc -w | tr -cd '0-9\\n'\n`,
  ),
  snippet(
    'grep',
    `printf 'done s01\\ntodo s02 x.y\\nlan9 a+b\\n' >f; grep '^done ' f; grep -q 'todo' f; echo $?; grep -c o f; grep nothing f; echo $?; grep -v o f; grep 's0[12]$' f; grep 'x\\.y' f; grep -E 'done|lan9' f; grep -F 'a+b' f; grep 'a+b' f; grep '^[^ ]* s' f; grep x nofile 2>/dev/null; echo $?; grep -x 'lan9 a+b' f; grep 'o*x' f; grep -E '^(lan|todo)[0-9 ]+' f; grep -n lan f; grep 'd\\(o\\)n' f; cat f | grep -qx 'done s01' && echo found\n`,
  ),
  snippet(
    'sed',
    `printf '@hpvm run-1 1 begin owner=x pid=4711 steps=3\\nother\\n' >f; sed -n 's/^@hpvm [^ ]* 1 begin .* pid=\\([0-9][0-9]*\\) .*$/\\1/p' f; sed 's/o/0/' f; sed 's/o/0/g' f; sed -n 2p f; sed -n '/other/p' f; sed '1d' f; sed -n '$p' f; echo a/b | sed 's|/|.|'; echo abc | sed 's/b/[&]/'; printf 'no end' | sed 's/no/at/'; sed '/^o/d' f; echo 'k=v=w' | sed 's/=.*//'; sed -n '1,2p' f; echo x | sed -e 's/x/y\\/z/'\n`,
  ),
  snippet(
    'tools that only answer',
    `true; echo $?; false; echo $?; basename /a/b.c .c; dirname /a/b; command -v cat >/dev/null && echo have; command -v nothing-there || echo no; nothing-there 2>/dev/null; echo $?; env true && echo env; nohup true 2>/dev/null; echo $?; umask; umask 077; umask\n`,
  ),
  snippet(
    'command lookup',
    `echo 'echo script "$0" "$@"; exit 3' >s; chmod +x s; ./s a 'b c' | sed 's/.*script [^ ]*s a/script a/'; ./s >/dev/null; echo $?; sh s x >/dev/null; echo $?; sh ./s y | wc -l | tr -d ' '; sh -s p q <<'E'\necho "$1-$2-$#"\nE\n`,
  ),
  snippet('a script that ends early', `echo first\n{\necho not\n`, ['ksh']),
  snippet('an unfinished function', `echo first\nf() {\necho x\n`, ['ksh']),
  snippet('an unfinished quote', `echo first\necho 'not ended\n`, ['ksh']),
  snippet('a syntax error', `echo first\nif true; then echo x; done\necho never\n`, ['ksh']),
  snippet(
    'an unset word with an error',
    `echo a; (echo "\${nothing:?is missing}") 2>/dev/null || echo failed; echo b\n`,
  ),
  snippet(
    'comments and continued lines',
    `# comment\necho a # comment\necho b#c; echo 'd' \\\n  e; true && # comment\n\necho f; echo "g\\\nh"; if true # c\nthen # c\necho i; fi # c\n`,
  ),
  snippet(
    'a lock with mkdir',
    `l() { if mkdir lock 2>/dev/null; then echo mine; else echo held; fi; }; l; l; rm -f lock/owner && rmdir lock; l\n`,
  ),
  snippet(
    'a journal',
    `n=0; r() { n=$((n + 1)); line="@hpvm $n $1"; if echo "$line" >>j; then w=0; else w=1; fi; echo "$line" 2>/dev/null; return "$w"; }; r begin && r "intent step=s01" || echo no; { echo 'a' && echo b; } >o; cat j o; wc -l 2>/dev/null <j | tr -cd '0-9'\n`,
  ),
  snippet(
    'writing to a pipe that nobody reads',
    `trap '' PIPE; { echo a; sleep 0.2; echo b || echo broken >f; } 2>/dev/null | true; sleep 0.4; cat f\n`,
  ),
];
