import { userInfo } from 'node:os';
import type { Operator } from '../../shared/model/index.ts';
import type { Preferences } from '../preferences.ts';

/** Who works here until somebody says otherwise: the account of the operating system, allowed everything. */
export function accountOperator(): Operator {
  return { name: accountName(), unit: '', role: 'administrator' };
}

/** The operator of this profile. */
export const localOperator = ({ values }: Preferences): Operator => values.operator ?? accountOperator();

/** An account without an entry in the system's list of users has no name. */
function accountName(): string {
  try {
    return userInfo().username.trim().slice(0, 60) || 'user';
  } catch {
    return 'user';
  }
}
