import { Alert, Button, Checkbox, Modal, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { PlacementProposal, PlacementProposals, UnmatchedPremises } from '../../../shared/ipc/index.ts';
import type { Failure } from '../../../shared/model/index.ts';
import { useRoleReason } from '../../commands/use-command.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { usePages } from '../../components/use-pages.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { failureText } from '../../i18n.ts';
import { UnplacedRow } from '../../panels/unplaced-row.tsx';
import { notify } from '../../state/notices.ts';
import { closeDialog, setTrayOpen } from '../../state/screen.ts';
import { clearSelection } from '../../state/selection.ts';
import { workspaceStore } from '../../state/workspace.ts';
import { useJob } from '../job/use-job.ts';
import { useHeldDialog } from '../use-held-dialog.ts';
import { RunningLine } from './running-line.tsx';
import './import.css';
import './placements-dialog.css';

/** Premises without a position that something known by the same code, address or name could place; accepted ones are one change. */
export function PlacementsDialog() {
  const { t } = useTranslation();
  const rev = useStore(workspaceStore, (state) => state.info?.rev ?? 0);
  const forbidden = useRoleReason('recorder');
  const [view, setView] = useState<'matched' | 'unmatched'>('matched');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [unmatched, setUnmatched] = useState<number | null>(null);
  const job = useJob<'accept'>();
  useHeldDialog(job.running !== null);
  const propose = async (offset: number, limit: number): Promise<PlacementProposals | null> => {
    const answer = await host().jobs.proposePlacements({ jobId: crypto.randomUUID(), offset, limit });
    setFailure(answer.ok ? null : answer.failure);
    if (answer.ok) setUnmatched(answer.value.unmatched);
    return answer.ok ? answer.value : null;
  };
  const matches = usePages<PlacementProposal>(String(rev), async (offset, limit) => {
    const found = await propose(offset, limit);
    return found && { total: found.matched, rows: found.proposals };
  });
  const others = usePages<UnmatchedPremises>(`${rev} ${view}`, async (offset, limit) => {
    if (view === 'matched') return null;
    const found = await propose(offset, limit);
    return found && { total: found.unmatched, rows: found.unmatchedPremises };
  });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const accept = async (premisesIds: string[] | null) => {
    const answer = await job.run('accept', (jobId) => host().jobs.acceptPlacements({ jobId, premisesIds }));
    if (!answer.ok) return setFailure(answer.failure);
    setChosen(new Set());
    notify({ tone: 'success', text: 'imports.placements.placed', values: { n: answer.value.note.count }, commandId: 'undo' });
  };
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <Modal
      open
      title={t('imports.placements.title')}
      width="min(960px, calc(100vw - 48px))"
      style={{ top: 40 }}
      onCancel={closeDialog}
      closable={job.running === null}
      keyboard={job.running === null}
      footer={
        job.running !== null ? null : (
          <div className="import-foot">
            <span className="hint spacer">{forbidden}</span>
            <Button
              disabled={chosen.size === 0 || forbidden !== null}
              onClick={() => void accept([...chosen])}
              data-testid="accept-selected"
            >
              {t('imports.placements.acceptSelected', { n: formatCount(chosen.size) })}
            </Button>
            <Button
              type="primary"
              disabled={!matches.total || forbidden !== null}
              onClick={() => void accept(null)}
              data-testid="accept-all"
            >
              {t('imports.placements.acceptAll', { n: formatCount(matches.total ?? 0) })}
            </Button>
          </div>
        )
      }
    >
      <p className="hint">{t('imports.placements.hint')}</p>
      {failure === null ? null : <Alert type="error" showIcon title={failureText(t, failure)} />}
      {job.running !== null ? (
        <RunningLine progress={job.running.progress} cancelling={job.running.cancelling} onCancel={job.cancel} />
      ) : (
        <div className="import-history">
          <Segmented<'matched' | 'unmatched'>
            aria-label={t('app.shown')}
            value={view}
            onChange={setView}
            options={[
              { value: 'matched', label: t('imports.placements.matched', { n: formatCount(matches.total ?? 0) }) },
              { value: 'unmatched', label: t('imports.placements.unmatched', { n: formatCount(unmatched ?? 0) }) },
            ]}
          />
          {view === 'matched' ? (
            matches.total === 0 ? (
              <EmptyState title={t('imports.placements.none')} hint={t('imports.placements.noneHint')} />
            ) : (
              <VirtualList
                total={matches.total ?? 4}
                rowHeight={52}
                label={t('imports.placements.title')}
                onRange={matches.load}
                row={(index) => {
                  const one = matches.rowAt(index);
                  return one === undefined ? <Loading /> : <ProposalRow one={one} checked={chosen.has(one.premisesId)} toggle={toggle} />;
                }}
              />
            )
          ) : others.total === 0 ? (
            <EmptyState title={t('imports.placements.allMatched')} />
          ) : (
            <VirtualList
              total={others.total ?? 4}
              rowHeight={56}
              label={t('imports.placements.title')}
              onRange={others.load}
              row={(index) => <UnplacedRow premises={others.rowAt(index)} onLeave={toMap} />}
            />
          )}
        </div>
      )}
    </Modal>
  );
}

/** Closes the dialog for the map, with the tray beside it to go on from. */
function toMap(): void {
  closeDialog();
  clearSelection();
  setTrayOpen(true);
}

function ProposalRow({ one, checked, toggle }: { one: PlacementProposal; checked: boolean; toggle: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="placement-row" data-testid="placement">
      <Checkbox aria-label={one.name} checked={checked} onChange={() => toggle(one.premisesId)} />
      <div>
        <p className="issue-cell">{one.name}</p>
        <p className="hint issue-cell">{one.address ?? t('panels.unplaced.noAddress')}</p>
      </div>
      <div>
        <p className="issue-cell">
          {t('imports.placements.at', { name: one.target.name ?? t('app.none'), table: t(`codes.table.${one.target.table}`) })}
        </p>
        <p className="hint number issue-cell">
          {t(`imports.placements.by.${one.by}`)} · {t('imports.duplicate.score', { percent: Math.round(one.score * 100) })} ·{' '}
          {one.lon.toFixed(5)}, {one.lat.toFixed(5)}
        </p>
      </div>
    </div>
  );
}

const Loading = () => (
  <div className="skeleton-row">
    <Skeleton active title={false} paragraph={{ rows: 1 }} />
  </div>
);
