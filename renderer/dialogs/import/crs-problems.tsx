import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReasonCode } from '../../../shared/formats/issue.ts';
import type { CrsReport, PositionProblem } from '../../../shared/geo/crs-doctor/crs-report.ts';
import { formatCount } from '../../format.ts';
import { textOf } from '../../i18n.ts';
import { cellKey, type ImportAnswers, type Importing } from './use-import.ts';

/** Rows whose positions are wrong in any system, by what is wrong; those that can be put right have a button that does. */
export function CrsProblems({ report, answers, importing }: { report: CrsReport; answers: ImportAnswers; importing: Importing }) {
  const { t } = useTranslation();
  const counts = Object.entries(report.problemCounts) as [ReasonCode, number][];
  const [picked, setPicked] = useState<ReasonCode | null>(null);
  if (counts.length === 0) return null;
  const code = counts.some(([known]) => known === picked) ? picked : counts[0]![0];
  const total = counts.find(([known]) => known === code)![1];
  const listed = report.problems.filter((problem) => problem.code === code);
  const fixable = listed.filter(({ fix }) => fix.length > 0);
  const isFixed = ({ row, fix }: PositionProblem) =>
    fix.length > 0 && fix.every(({ column, value }) => answers.corrections.get(cellKey(row, column))?.value === value);
  const apply = (problem: PositionProblem, undo: boolean) => {
    for (const { row, column, value } of problem.fix) importing.correct(row, column, undo ? null : value);
  };
  const applyAll = (problems: readonly PositionProblem[]) => {
    for (const problem of problems) apply(problem, false);
  };
  const { lon, lat } = answers.mapping;
  const reason = (of: ReasonCode) => textOf(t, `crs.reason.${of}`) ?? of;
  const waiting = fixable.filter((problem) => !isFixed(problem));
  return (
    <div className="crs-problems" data-testid="crs-problems">
      <h4>{t('crs.problems')}</h4>
      <div className="reason-chips">
        {counts.map(([known, count]) => (
          <Button
            key={known}
            size="small"
            type={known === code ? 'primary' : 'default'}
            aria-pressed={known === code}
            onClick={() => setPicked(known)}
          >
            {t('crs.problem', { reason: reason(known), n: formatCount(count) })}
          </Button>
        ))}
      </div>
      {report.swappedColumns && lon !== undefined && lat !== undefined ? (
        <p>
          {t('crs.swappedColumnsHint')}{' '}
          <Button
            size="small"
            type="primary"
            onClick={() => {
              importing.setColumn('lon', lat);
              importing.setColumn('lat', lon);
            }}
          >
            {t('crs.swapColumns')}
          </Button>
        </p>
      ) : waiting.length > 1 ? (
        <Button size="small" onClick={() => applyAll(waiting)} data-testid="crs-swap-all">
          {t(waiting.length === total ? 'crs.swapAll' : 'crs.swapListed', { n: formatCount(waiting.length) })}
        </Button>
      ) : null}
      <ul>
        {listed.slice(0, shownRows).map((problem) => (
          <li key={`${problem.row}-${problem.value}`}>
            <span className="number">{t('crs.row', { row: formatCount(problem.row) })}</span>
            <span className="number crs-value">{problem.value}</span>
            {problem.fix.length === 0 ? (
              <span className="hint">{t('crs.noFix')}</span>
            ) : isFixed(problem) ? (
              <>
                <span className="good-text">{t('crs.swapped')}</span>
                <Button size="small" type="link" onClick={() => apply(problem, true)}>
                  {t('crs.undo')}
                </Button>
              </>
            ) : (
              <Button size="small" aria-label={t('crs.swapRow', { row: problem.row })} onClick={() => apply(problem, false)}>
                {t('crs.swap')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {total > shownRows ? (
        <p className="hint">{t('crs.listed', { n: Math.min(shownRows, listed.length), total: formatCount(total) })}</p>
      ) : null}
    </div>
  );
}

const shownRows = 50;
