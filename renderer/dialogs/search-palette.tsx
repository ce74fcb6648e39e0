import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef, Modal } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../shared/ipc/index.ts';
import type { TableName } from '../../shared/model/index.ts';
import { useSearch } from '../panels/use-search.ts';
import { flyTo } from '../state/map-view.ts';
import { closeDialog } from '../state/screen.ts';
import { select } from '../state/selection.ts';
import './search-palette.css';

const longestList = 40;

/** Search over everything with a name: type, choose with the arrows, Enter goes there. */
export function SearchPalette({ typed }: { typed: string }) {
  const { t } = useTranslation();
  const listId = useId();
  const [text, setText] = useState(typed);
  const { hits, searching } = useSearch(text, longestList);
  const [active, setActive] = useState(0);
  /** Enter came before the answer to what is typed: it goes there as soon as that is known. */
  const [goesOn, setGoesOn] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<InputRef>(null);
  const groups = grouped(hits ?? []);
  const ordered = groups.flatMap((group) => group.hits);
  const current = Math.min(active, Math.max(0, ordered.length - 1));

  // Behind what was typed before.
  useEffect(() => input.current?.focus({ cursor: 'end' }), []);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  useEffect(() => {
    if (!goesOn || searching || hits === null) return;
    setGoesOn(false);
    const [best] = grouped(hits)[0]?.hits ?? [];
    if (best) goTo(best);
  }, [goesOn, searching, hits]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && ordered.length > 0) {
      event.preventDefault();
      setActive((current + step + ordered.length) % ordered.length);
    } else if (event.key === 'Enter') {
      const hit = ordered[current];
      if (searching) setGoesOn(true);
      else if (hit) goTo(hit);
    }
  };

  return (
    <Modal
      open
      title={<span className="visually-hidden">{t('app.search.label')}</span>}
      closable={false}
      footer={null}
      width={560}
      onCancel={closeDialog}
      style={{ top: 72 }}
      className="palette"
    >
      <Input
        autoFocus
        ref={input}
        className="palette-input"
        size="large"
        prefix={<SearchOutlined />}
        placeholder={t('app.search.placeholder')}
        aria-label={t('app.search.label')}
        role="combobox"
        aria-expanded={ordered.length > 0}
        aria-controls={listId}
        aria-activedescendant={ordered.length > 0 ? `${listId}-${current}` : undefined}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setActive(0);
          setGoesOn(false);
        }}
        onKeyDown={onKeyDown}
        data-testid="search-input"
      />
      <div
        className="palette-results panel-scroll"
        role="listbox"
        id={listId}
        aria-label={t('app.search.label')}
        aria-busy={searching}
        ref={list}
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold the options of a list box.
          <div key={group.table} role="group" aria-label={t(`codes.table.${group.table}`)}>
            <div className="palette-group">{t(`codes.table.${group.table}`)}</div>
            {group.hits.map((hit) => {
              const index = ordered.indexOf(hit);
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above handles the keys of its list.
                // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox, as its pattern asks.
                <div
                  key={hit.id}
                  id={`${listId}-${index}`}
                  data-index={index}
                  data-testid="search-hit"
                  role="option"
                  aria-selected={index === current}
                  className={index === current ? 'palette-hit active' : 'palette-hit'}
                  onPointerMove={() => setActive(index)}
                  onClick={() => goTo(hit)}
                >
                  <span>{hit.title}</span>
                  {hit.lon === null ? <span className="hint">{t('app.search.unplaced')}</span> : <span />}
                  {hit.subtitle ? <span className="hint">{hit.subtitle}</span> : null}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {ordered.length === 0 ? (
        <p className="palette-group" role="status">
          {text.trim() === ''
            ? t('app.search.hint')
            : searching || hits === null
              ? t('app.search.searching')
              : t('app.search.empty', { text })}
        </p>
      ) : null}
      <div className="palette-foot">
        <span>{t('app.search.keys')}</span>
        <span className="number">
          {ordered.length === 0
            ? ''
            : t(ordered.length < longestList ? 'app.search.resultCount' : 'app.search.firstResults', { count: ordered.length })}
        </span>
      </div>
    </Modal>
  );
}

function goTo(hit: SearchHit): void {
  closeDialog();
  const position = hit.lon !== null && hit.lat !== null ? ([hit.lon, hit.lat] as const) : null;
  select({ table: hit.table, fid: hit.fid, id: hit.id, position });
  if (position) flyTo(position, hit.table === 'admin_area' || hit.table === 'zone' ? 13 : 16.5);
}

/** Hits in groups by table, the table of the best hit first. */
function grouped(hits: readonly SearchHit[]): { table: TableName; hits: SearchHit[] }[] {
  const groups = new Map<TableName, SearchHit[]>();
  for (const hit of hits) {
    const group = groups.get(hit.table);
    if (group) group.push(hit);
    else groups.set(hit.table, [hit]);
  }
  return [...groups].map(([table, group]) => ({ table, hits: group }));
}
