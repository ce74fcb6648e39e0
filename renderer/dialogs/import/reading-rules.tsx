import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DateOrder, dateOrders } from '../../../shared/formats/intake.ts';
import { useHeldDialog } from '../use-held-dialog.ts';
import { CategoryRulesDialog } from './category-rules-dialog.tsx';
import { CodeWordsDialog } from './code-words-dialog.tsx';
import type { ImportAnswers, Importing } from './use-import.ts';
import './reading-rules.css';

const isDate = (field: string): boolean => /(On|At)$/.test(field);

/** How cells are read that say one thing in several ways: dates, categories left open, the words of codes. */
export function ReadingRules({ answers, importing }: { answers: ImportAnswers; importing: Importing }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'rules' | 'words' | null>(null);
  const { as, mapping, dateOrder, suggestCategory } = answers;
  const close = () => setOpen(null);
  const [datesOpen, setDatesOpen] = useState(false);
  useHeldDialog(datesOpen, () => setDatesOpen(false));
  return (
    <div className="reading-rules">
      {Object.keys(mapping).some(isDate) ? (
        <span className="reading-rule">
          <span className="control-label">{t('imports.dateOrder.label')}</span>
          <Select<DateOrder | ''>
            size="small"
            aria-label={t('imports.dateOrder.label')}
            value={dateOrder ?? ''}
            open={datesOpen}
            onOpenChange={setDatesOpen}
            popupMatchSelectWidth={false}
            onChange={(value) => importing.setDateOrder(value === '' ? null : value)}
            options={(['', ...dateOrders] as const).map((value) => ({
              value,
              label: t(`imports.dateOrder.${value === '' ? 'auto' : value}`),
            }))}
            data-testid="date-order"
          />
        </span>
      ) : null}
      {as === 'premises' ? (
        <span className="reading-rule">
          <Checkbox
            checked={suggestCategory}
            onChange={({ target }) => importing.setSuggestCategory(target.checked)}
            data-testid="suggest-category"
          >
            {t('imports.suggestCategory')}
          </Checkbox>
          <Button size="small" type="link" onClick={() => setOpen('rules')} data-testid="open-rules">
            {t('imports.openRules')}
          </Button>
        </span>
      ) : null}
      <Button size="small" type="link" onClick={() => setOpen('words')} data-testid="open-words">
        {t('imports.words.open')}
      </Button>
      {open === 'rules' ? <CategoryRulesDialog onClose={close} onSaved={importing.rulesChanged} /> : null}
      {open === 'words' ? <CodeWordsDialog onClose={close} onSaved={importing.rulesChanged} /> : null}
    </div>
  );
}
