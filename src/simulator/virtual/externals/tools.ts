import type { Program } from '../shell/system';
import { chmod, cp, ln, ls, mkdir, mv, rm, rmdir } from './file-tools';
import { grep, sed } from './pattern-tools';
import { basename, date, dirname, echo, env, nohup, refuse, sleep, succeed, who } from './process-tools';
import { cat, cksum, cmp, head, od, sort, tail, tr, wc } from './reading-tools';

/** The POSIX tools of a virtual machine by name; `sh` is added by the machine. */
export const TOOLS: Readonly<Record<string, Program>> = {
  basename,
  cat,
  chmod,
  cksum,
  cmp,
  cp,
  date,
  dirname,
  echo,
  env,
  false: refuse,
  grep,
  head,
  ln,
  ls,
  mkdir,
  mv,
  nohup,
  od,
  rm,
  rmdir,
  sed,
  sleep,
  sort,
  tail,
  tr,
  true: succeed,
  wc,
  who,
};
