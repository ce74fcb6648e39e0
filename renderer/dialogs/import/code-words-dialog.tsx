import { Select } from 'antd';
import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeCodeWords } from '../../../shared/edits/change-code-words.ts';
import { type CodeListName, codeListNames, ownSynonyms, usualWords } from '../../../shared/formats/code-words.ts';
import { normalizeWord } from '../../../shared/formats/normalize-words.ts';
import type { StoredRow } from '../../../shared/ipc/index.ts';
import type { Failure } from '../../../shared/model/index.ts';
import { useRoleReason } from '../../commands/use-command.ts';
import { host } from '../../host/host.ts';
import { textOf } from '../../i18n.ts';
import { notify } from '../../state/notices.ts';
import { closeDialog } from '../../state/screen.ts';
import { OfficeRuleDialog } from './office-rule-dialog.tsx';
import './code-words-dialog.css';

/** Where the texts keep the names of a list's codes. */
const sectionOfList: Record<CodeListName, string> = {
  category: 'premisesCategory',
  grade: 'grade',
  severity: 'severity',
  state: 'hazardState',
  hazardKind: 'hazardKind',
  stationType: 'stationType',
  stationClass: 'stationClass',
  facilityType: 'facilityType',
};
const codeName = (t: TFunction, list: CodeListName, code: string): string => textOf(t, `codes.${sectionOfList[list]}.${code}`) ?? code;

/** What the words in files stand for: of every code the words that are known, and those the office adds. */
export function CodeWordsDialog({ onClose = closeDialog, onSaved }: { onClose?: () => void; onSaved?: () => void }) {
  const { t } = useTranslation();
  const forbidden = useRoleReason('administrator');
  const [list, setList] = useState<CodeListName>('category');
  const [entries, setEntries] = useState<StoredRow[] | null>(null);
  const [changed, setChanged] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  /** A word was begun that is no entry yet. */
  const [typing, setTyping] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void host().records.all({ table: 'code_entry' }).then(setEntries);
  }, []);
  const storedWords = (code: string): readonly string[] => {
    const entry = entries?.find((one) => one.list === list && one.code === code);
    return ownSynonyms((entry?.parameters ?? null) as Record<string, unknown> | null);
  };
  const codes = Object.entries(usualWords(list));
  const ownOf = (code: string): readonly string[] => changed.get(code) ?? storedWords(code);
  const edited = new Map([...changed].filter(([code, words]) => words.join('、') !== storedWords(code).join('、')));
  const twice = wordsOfTwoCodes(codes.map(([code]) => ownOf(code)));
  const choose = (next: CodeListName) => {
    setList(next);
    setChanged(new Map());
  };
  const save = async () => {
    if (entries === null) return;
    const change = changeCodeWords({ entries, list, words: edited, newId: () => crypto.randomUUID() });
    const answer = await host().records.apply({ change });
    if (!answer.ok) return setFailure(answer.failure);
    setEntries(await host().records.all({ table: 'code_entry' }));
    // Words entered while these were saved are still to be saved.
    setChanged((before) => new Map([...before].filter(([code, words]) => edited.get(code) !== words)));
    setFailure(null);
    onSaved?.();
    notify({ tone: 'success', text: 'imports.words.saved', values: { list: t(`imports.words.list.${list}`) }, commandId: 'undo' });
  };
  const setWords = (code: string, words: readonly string[]) => {
    setTyping(false);
    const kept = words.map((word) => word.trim()).filter((word) => word !== '');
    setChanged((before) => new Map(before).set(code, kept));
  };
  const isChanged = edited.size > 0 || typing;
  return (
    <OfficeRuleDialog
      title={t('imports.words.title')}
      hint={t('imports.words.hint')}
      reading={entries === null}
      changed={isChanged}
      failure={failure}
      obstacle={forbidden ?? (twice.length > 0 ? t('imports.words.twice', { words: twice.join(t('imports.listComma')) }) : '')}
      save={{
        label: t('imports.words.save'),
        disabled: !isChanged || twice.length > 0 || forbidden !== null,
        run: save,
        testId: 'save-words',
      }}
      onClose={onClose}
    >
      <div className="import-options">
        <div className="import-option">
          <span className="control-label">{t('imports.words.ofList')}</span>
          <Select<CodeListName>
            aria-label={t('imports.words.ofList')}
            value={list}
            disabled={isChanged}
            title={isChanged ? t('imports.words.saveFirst') : ''}
            popupMatchSelectWidth={false}
            options={codeListNames.map((value) => ({ value, label: t(`imports.words.list.${value}`) }))}
            onChange={choose}
          />
        </div>
      </div>
      <section className="mapping-frame words-frame panel-scroll" aria-label={t('imports.words.title')}>
        <table>
          <thead>
            <tr>
              <th>{t('imports.words.code')}</th>
              <th>
                {t('imports.words.own')} · {t('imports.words.placeholder')}
              </th>
              <th>{t('imports.words.usual')}</th>
            </tr>
          </thead>
          <tbody>
            {codes.map(([code, usual]) => (
              <tr key={code}>
                <td>{codeName(t, list, code)}</td>
                <td>
                  <Select<string[]>
                    mode="tags"
                    size="small"
                    open={false}
                    suffixIcon={null}
                    tokenSeparators={[',', '，', ';', '；', '、']}
                    aria-label={t('imports.words.ownOf', { code: codeName(t, list, code) })}
                    disabled={forbidden !== null}
                    value={[...ownOf(code)]}
                    onSearch={(word) => setTyping(word.trim() !== '')}
                    onBlur={() => setTyping(false)}
                    onChange={(words) => setWords(code, words)}
                  />
                </td>
                <td className="hint usual-words data-words" title={usual.join(t('imports.listComma'))}>
                  {usual.join(t('imports.listComma'))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </OfficeRuleDialog>
  );
}

/** Words that would stand for two codes at once. */
function wordsOfTwoCodes(wordsOfCodes: readonly (readonly string[])[]): string[] {
  const seen = new Map<string, number>();
  const twice = new Set<string>();
  wordsOfCodes.forEach((words, index) => {
    for (const word of words) {
      const key = normalizeWord(word) || word;
      if ((seen.get(key) ?? index) !== index) twice.add(word);
      seen.set(key, index);
    }
  });
  return [...twice];
}
