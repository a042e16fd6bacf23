// GitHub's own readers of workflows and actions. Bundled before use: they import JSON in a way that Node.js 20 refuses.
export { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
export { parseAction } from '@actions/workflow-parser/actions/index';
