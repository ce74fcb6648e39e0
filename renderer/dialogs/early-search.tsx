import { useTranslation } from 'react-i18next';
import { closeDialog, openDialog } from '../state/screen.ts';
import './early-search.css';

/** Takes what is typed while the search palette is being read, which goes on with it. */
export function EarlySearch({ typed }: { typed: string }) {
  const { t } = useTranslation();
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: a dialog begins where its words are typed, and this stands for one.
      autoFocus
      className="early-search surface"
      aria-label={t('app.search.label')}
      placeholder={t('app.search.placeholder')}
      value={typed}
      onChange={({ target }) => openDialog({ kind: 'search', typed: target.value })}
      onKeyDown={({ key }) => key === 'Escape' && closeDialog()}
    />
  );
}
