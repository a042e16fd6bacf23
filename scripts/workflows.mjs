// Lints what runs on other people's machines: action.yml, workflows, GitLab templates and CronJobs. GitHub's own parser reads the first two,
// with every expression in them, the types of Kubernetes hold the last; bash reads the scripts of all. First plants mistakes and expects each to be found. Exit status 1 otherwise.
import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import { parse, parseDocument } from 'yaml';
import { bashProblems } from './workflows/bash-problems.mjs';
import { cronJobProblems } from './workflows/cron-job-problems.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bundle = path.join(root, 'build', 'workflows', 'github-parsers.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['scripts/workflows/github-parsers.mjs'],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
const { NoOperationTraceWriter, parseAction, parseWorkflow } = await import(pathToFileURL(bundle).href);

/** Keys of a job that templates of ours use. Another one may be right: then it is added here. */
const GITLAB_JOB_KEYS = [
  'stage',
  'image',
  'rules',
  'before_script',
  'script',
  'artifacts',
  'variables',
  'needs',
  'parallel',
  'environment',
  'resource_group',
];

/** A CronJob with a container as far as it is looked at here. */
function cronJob(args) {
  const container = `{ name: a, image: b, command: [/bin/sh, -c], ${args} }`;
  const pod = `{ spec: { restartPolicy: Never, containers: [${container}] } }`;
  return `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { schedule: '* * * * *', jobTemplate: { spec: { template: ${pod} } } }\n`;
}

const planted = {
  'action.yml': 'name: a\ndescription: b\nruns:\n  using: composite\n  steps:\n    - run: echo\n',
  'x/.github/workflows/unknown-key.yml': 'on: push\njobs:\n  a:\n    runs-on: x\n    stepps: []\n',
  'x/.github/workflows/bad-expression.yml':
    'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo\n        env:\n          A: ${{ nonsense.x }}\n',
  'x/.github/workflows/bad-script.yml':
    'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: if true; then\n',
  'x/.github/workflows/injection.yml':
    'on: pull_request\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ github.event.pull_request.title }}\n',
  'x/.github/workflows/request-with-secret.yml':
    'on: pull_request\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo\n        env:\n          A: ${{ secrets.KEY }}\n',
  'x/.github/workflows/request-that-writes.yml':
    'on: pull_request\njobs:\n  a:\n    runs-on: x\n    permissions:\n      pull-requests: write\n    steps:\n      - run: echo\n',
  'x/.github/workflows/once-only.yml':
    'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/upload-artifact@v4\n        with:\n          path: a\n',
  'x/.github/workflows/foreign-package.yml':
    'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: npx hpvmctl drift\n',
  'd.gitlab-ci.yml': 'job:\n  script:\n    - npx hpvmctl drift\n',
  'c.gitlab-ci.yml':
    'job:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n  script:\n    - echo $REVIEW_TOKEN\n',
  'a.gitlab-ci.yml': 'job:\n  script:\n    - echo a: b\n',
  'b.gitlab-ci.yml': 'job:\n  scripts: [a]\n',
  'bad-script.cronjob.yaml': cronJob('args: ["if true; then"]'),
  'unknown-key.cronjob.yaml': cronJob('args: [exit]').replace(
    '{ restartPolicy',
    '{ backoffLimitPerIndex: 1, restartPolicy',
  ),
  'no-command.cronjob.yaml': cronJob('args: [exit]').replace('command', 'comand'),
  'twice.cronjob.yaml': `${cronJob('args: [exit]')}kind: CronJob\n`,
};

const missed = Object.entries(planted).filter(([file, text]) => problemsOf(file, text).length === 0);
for (const [file] of missed) console.log(`the planted mistake in ${file} was not found`);
const files = ['action.yml', ...below('.github'), ...below('examples')].filter((file) =>
  /^action[.]yml$|[.]github\/workflows\/[^/]+[.]ya?ml$|[.]gitlab-ci[.]yml$|[.]cronjob[.]yaml$/.test(file),
);
const problems = files.flatMap((file) => problemsOf(file, readFileSync(path.join(root, file), 'utf8')));
for (const problem of problems) console.log(problem);
console.log(
  `${Object.keys(planted).length} planted mistakes, ${missed.length} of them missed; ${files.length} files, ${problems.length} problems`,
);
process.exitCode = missed.length + problems.length > 0 || files.length < 6 ? 1 : 0;

function below(folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true }).map(
    (name) => `${folder}/${name.replaceAll(path.sep, '/')}`,
  );
}

function problemsOf(file, text) {
  const found = file.endsWith('.cronjob.yaml')
    ? cronJobProblems(text)
    : file.endsWith('.gitlab-ci.yml')
      ? gitlabProblems(text)
      : githubProblems(file, text);
  return found.map((problem) => `${file}: ${problem}`);
}

function githubProblems(file, text) {
  const read = path.basename(file) === 'action.yml' ? parseAction : parseWorkflow;
  const { context } = read({ name: file, content: text }, new NoOperationTraceWriter());
  const errors = context.errors.getErrors().map(({ message }) => message);
  if (errors.length > 0) return errors;
  const document = parse(text);
  if (file.includes('/workflows/')) errors.push(...borderProblems(document, text));
  const jobs = document.runs === undefined ? Object.values(document.jobs) : [document.runs];
  const steps = jobs.flatMap(({ steps = [] }) => steps);
  const scripts = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
  const uploads = steps.filter(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
  return [
    ...errors,
    ...scripts.flatMap(scriptProblems),
    ...(uploads.every((step) => step.with?.overwrite === true)
      ? []
      : ['an artefact without overwrite: a job that is run again fails, because its name is taken']),
  ];
}

/** A workflow of a request comes from the request: what it holds, the request holds. */
function borderProblems({ on, permissions, jobs }, text) {
  const events = typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on);
  if (events.includes('pull_request_target'))
    return ['pull_request_target invites to run the code of a request with a token'];
  if (!events.includes('pull_request')) return [];
  const granted = [permissions, ...Object.values(jobs).map((job) => job.permissions)].flatMap((each) =>
    typeof each === 'string' ? [each] : Object.values(each ?? {}),
  );
  return [
    ...(granted.some((each) => each.includes('write')) ? ['a workflow of a request may write'] : []),
    ...(/\bsecrets\./.test(text) ? ['a workflow of a request reads a secret'] : []),
  ];
}

/** An expression within a script is text of whoever opened the request: it belongs into the environment. */
function scriptProblems(script) {
  const injected = /\$\{\{/.test(script) ? ['an expression within a script; put it into env'] : [];
  return [...injected, ...bashProblems(script)];
}

function gitlabProblems(text) {
  const document = parseDocument(text);
  if (document.errors.length > 0) return document.errors.map(({ message }) => message);
  return Object.entries(document.toJS()).flatMap(([name, job]) => {
    if (['variables', 'stages', 'include', 'default'].includes(name)) return [];
    const lines = [...(job.before_script ?? []), ...(job.script ?? [])];
    const wrong = lines.filter((line) => typeof line !== 'string');
    if (wrong.length > 0) return wrong.map((line) => `${name}: not a command but an object: ${JSON.stringify(line)}`);
    return [
      ...Object.keys(job)
        .filter((key) => !GITLAB_JOB_KEYS.includes(key))
        .map((key) => `${name}: unknown key ${key}`),
      ...(job.script === undefined ? [`${name}: no script`] : []),
      ...(/merge_request_event/.test(JSON.stringify(job.rules ?? [])) && /TOKEN/.test(JSON.stringify(job))
        ? [`${name}: a job of a request has a token`]
        : []),
      ...bashProblems(lines.join('\n')),
    ];
  });
}
