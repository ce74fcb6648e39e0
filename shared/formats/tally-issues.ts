import { type Issue, type ReasonCode, reasonCodes } from './issue.ts';

const mostKeptIssues = 2000;

/** Running totals of an import: every issue counted, the first ones kept. */
export interface IssueTally {
  read: number;
  rejected: number;
  issues: Issue[];
  issuesTotal: number;
  byReason: Partial<Record<ReasonCode, number>>;
  report(issue: Issue): void;
  /** For issues of a file format, whose rejected rows reach nobody else: also counts the row as read and rejected. */
  reportUnreadRow(issue: Issue): void;
}

/** `onIssue` hears of every issue, the ones that are not kept too. */
export function tallyIssues(onIssue: (issue: Issue) => void = () => {}): IssueTally {
  const tally: IssueTally = {
    read: 0,
    rejected: 0,
    issues: [],
    issuesTotal: 0,
    byReason: {},
    report(issue) {
      tally.issuesTotal += 1;
      tally.byReason[issue.code] = (tally.byReason[issue.code] ?? 0) + 1;
      if (tally.issues.length < mostKeptIssues) tally.issues.push(issue);
      onIssue(issue);
    },
    reportUnreadRow(issue) {
      tally.report(issue);
      if (reasonCodes[issue.code] === 'error' && issue.row !== null) {
        tally.read += 1;
        tally.rejected += 1;
      }
    },
  };
  return tally;
}
