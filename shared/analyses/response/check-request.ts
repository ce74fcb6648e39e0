import type { Result } from '../../model/failure.ts';
import { checkParameters } from './check-parameters.ts';
import { type ResponseParameters, type ResponseTaskId, responseTasks } from './tasks.ts';

/** What is asked of an analysis, as `checkParameters` takes it. */
export function checkRequest<Id extends ResponseTaskId>(id: Id, request: unknown): Result<ResponseParameters<Id>> {
  return checkParameters(responseTasks[id].parameters, request) as Result<ResponseParameters<Id>>;
}
