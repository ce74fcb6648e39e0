import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../format.ts';

/** As many are listed before somebody asks for all. */
const MOST_FIRST = 5;

/** The first rows of a list and, on request, all of them: what follows stays within reach. */
export function FirstRows({ rows }: { rows: readonly ReactNode[] }) {
  const { shown, button } = useFirstRows(rows.length);
  return (
    <>
      <ul className="plain-rows">{rows.slice(0, shown)}</ul>
      {button}
    </>
  );
}

/** How many of so many rows are listed just now, and the button under them that lists all or the first; null where there are no more. */
export function useFirstRows(total: number): { shown: number; button: ReactNode } {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  if (total <= MOST_FIRST) return { shown: total, button: null };
  return {
    shown: all ? total : MOST_FIRST,
    button: (
      <Button type="link" size="small" className="all-rows" aria-expanded={all} onClick={() => setAll(!all)}>
        {t(all ? 'response.list.fewer' : 'response.list.all', { n: formatCount(total) })}
      </Button>
    ),
  };
}
