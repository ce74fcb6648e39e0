import { DeleteOutlined, EditOutlined, EnvironmentOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StoredRow } from '../../shared/ipc/index.ts';
import { gradeSymbols, severitySymbols, warningSymbols } from '../../shared/look/symbols.ts';
import { type GradePeriod, type Hazard, type Premises, settledHazardStates } from '../../shared/model/index.ts';
import type { WarningReason } from '../../shared/rules/warning-color.ts';
import { removeRow } from '../commands/edit-premises.ts';
import { useRoleReason } from '../commands/use-command.ts';
import { FieldList } from '../components/field-list.tsx';
import { Glyph } from '../components/glyph.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { TextMark } from '../components/text-mark.tsx';
import { formatCount, formatDate } from '../format.ts';
import { ruleVersionText } from '../i18n.ts';
import { placesStore } from '../state/places.ts';
import { startPlacing } from '../state/placing.ts';
import { openDialog } from '../state/screen.ts';
import { select } from '../state/selection.ts';
import { CardPart, FieldsPart, SourcePart } from './card-parts.tsx';
import { NearestHere } from './nearest-here.tsx';
import { PremisesArrivals } from './premises-arrivals.tsx';
import { titleOf } from './row-title.ts';
import { useRelated } from './use-related.ts';
import { ZoomHere } from './zoom-here.tsx';

/** One premises, one file: identity, grade, warning colour with its reasons, hazards, history, source. */
export function PremisesCard({ row }: { row: StoredRow }) {
  const { t } = useTranslation();
  const premises = row as unknown as Premises;
  const grade = premises.supervisionGrade ?? 'ungraded';
  const color = premises.warningColor ?? 'none';
  const forbidden = useRoleReason('recorder');
  const { zones, adminAreas } = useStore(placesStore);
  const nameIn = (rows: StoredRow[], id: string | null) => (rows.find((one) => one.id === id)?.name as string | undefined) ?? null;
  return (
    <>
      <div className="panel-scroll card-body">
        <div className="card-tags">
          <TextMark {...gradeSymbols[grade]} text={t(`codes.grade.${grade}`)} />
          <TextMark {...warningSymbols[color]} text={t('panels.card.colorMark', { color: t(`codes.warningColor.${color}`) })} />
          {premises.category ? <span className="muted">{t(`codes.premisesCategory.${premises.category}`)}</span> : null}
        </div>
        {row.geom === null ? (
          <div className="switch-row">
            <span className="danger-text">
              {t('panels.card.notPlaced')} · {t(`codes.unplacedReason.${premises.unplacedReason ?? 'unknown'}`)}
            </span>
            <Button
              size="small"
              icon={<EnvironmentOutlined />}
              disabled={forbidden !== null}
              title={forbidden ?? ''}
              onClick={() => startPlacing({ table: 'premises', id: row.id, name: premises.name })}
            >
              {t('panels.card.locate')}
            </Button>
          </div>
        ) : null}
        <WhyColor premises={premises} />
        <PremisesArrivals fid={row.fid} />
        <FieldsPart
          title={t('panels.card.basics')}
          items={[
            { label: t('panels.field.address'), value: premises.address },
            { label: t('panels.field.code'), value: premises.code },
            { label: t('panels.field.responsiblePerson'), value: premises.responsiblePerson },
            { label: t('panels.field.phone'), value: premises.phone },
            { label: t('panels.field.businessItems'), value: premises.businessItems },
            {
              label: t('panels.field.areaSquareMeters'),
              value:
                premises.areaSquareMeters === null ? null : t('panels.field.squareMeters', { n: formatCount(premises.areaSquareMeters) }),
            },
            { label: t('panels.field.seats'), value: premises.seats },
            { label: t('panels.field.beds'), value: premises.beds },
            { label: t('panels.field.mixedUse'), value: premises.mixedUse ? t('app.yes') : null },
            { label: t('panels.field.zone'), value: nameIn(zones, premises.zoneId) },
            { label: t('panels.field.adminArea'), value: nameIn(adminAreas, premises.adminAreaId) },
            { label: t('panels.field.standardAddressCode'), value: premises.standardAddressCode },
            { label: t('panels.field.registeredOn'), value: premises.registeredOn },
            { label: t('panels.field.closedOn'), value: premises.closedOn },
            { label: t('panels.field.checkedAt'), value: premises.checkedAt === null ? null : formatDate(premises.checkedAt) },
            { label: t('panels.field.note'), value: premises.note },
          ]}
        />
        <HazardsOf premisesId={row.id} />
        <GradeHistory premises={premises} />
        <SourcePart row={row} />
      </div>
      <div className="card-actions">
        <Button
          size="small"
          disabled={forbidden !== null}
          title={forbidden ?? ''}
          onClick={() => openDialog({ kind: 'grade', row })}
          data-testid="change-grade"
        >
          {t('panels.card.changeGrade')}
        </Button>
        <Button
          size="small"
          icon={<EditOutlined />}
          disabled={forbidden !== null}
          title={forbidden ?? ''}
          onClick={() => openDialog({ kind: 'edit', row })}
          data-testid="edit-premises"
        >
          {t('panels.card.edit')}
        </Button>
        {row.geom === null ? null : <NearestHere />}
        <ZoomHere row={row} />
        <IconButton
          label={t('panels.card.remove')}
          icon={<DeleteOutlined />}
          placement="top"
          disabled={forbidden !== null}
          reason={forbidden}
          onClick={() => void removeRow(row)}
          testId="remove-premises"
        />
      </div>
    </>
  );
}

/** The reasons of the colour, as the rule recorded them. */
function WhyColor({ premises }: { premises: Premises }) {
  const { t } = useTranslation();
  if (premises.warningColor === null) return null;
  return (
    <CardPart
      title={t('panels.card.whyColor', { color: t(`codes.warningColor.${premises.warningColor}`) })}
      aside={premises.colorRuleVersion ? ruleVersionText(t, premises.colorRuleVersion) : ''}
    >
      {premises.colorReasons.length === 0 ? (
        <p className="muted">{t('panels.card.noReasons')}</p>
      ) : (
        <ul className="reason-list">
          {premises.colorReasons.map((reason) => (
            <li key={reason}>{t(`codes.warningReasons.${reason as WarningReason}`)}</li>
          ))}
        </ul>
      )}
    </CardPart>
  );
}

const shownHazards = 20;

function HazardsOf({ premisesId }: { premisesId: string }) {
  const { t } = useTranslation();
  const rows = useRelated('hazard', 'premisesId', premisesId, 200);
  if (rows === null) {
    return (
      <CardPart title={t('panels.card.hazards')}>
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      </CardPart>
    );
  }
  const isOpen = (row: StoredRow) => !settledHazardStates.includes((row as unknown as Hazard).state ?? 'found');
  const ordered = [...rows.filter(isOpen), ...rows.filter((row) => !isOpen(row))];
  return (
    <CardPart
      title={t('panels.card.hazards')}
      aside={rows.length > 0 ? t('panels.card.openHazards', { open: rows.filter(isOpen).length, total: rows.length }) : ''}
    >
      {rows.length === 0 ? <p className="muted">{t('panels.card.noHazards')}</p> : null}
      {ordered.slice(0, shownHazards).map((row) => {
        const hazard = row as unknown as Hazard;
        const severity = hazard.severity;
        return (
          <button
            type="button"
            className="record-row"
            key={row.id}
            onClick={() => select({ table: 'hazard', fid: row.fid, id: row.id, position: null })}
          >
            {severity ? <Glyph {...severitySymbols[severity]} /> : <span />}
            <span>{hazard.kind && hazard.kind !== 'other' ? t(`codes.hazardKind.${hazard.kind}`) : titleOf(t, 'hazard', row)}</span>
            <span className={isOpen(row) ? 'danger-text' : 'muted'}>{hazard.state ? t(`codes.hazardState.${hazard.state}`) : ''}</span>
            <span className="row-sub">
              {[severity ? t(`codes.severity.${severity}`) : null, hazard.foundOn].filter(Boolean).join(' · ')}
            </span>
          </button>
        );
      })}
      {rows.length > shownHazards ? <p className="hint">{t('panels.card.moreHazards', { count: rows.length - shownHazards })}</p> : null}
    </CardPart>
  );
}

function GradeHistory({ premises }: { premises: Premises }) {
  const { t } = useTranslation();
  const rows = useRelated('grade_period', 'premisesId', premises.id, 50);
  const periods = ((rows ?? []) as unknown as GradePeriod[]).toSorted((a, b) => (b.fromOn ?? '').localeCompare(a.fromOn ?? ''));
  if (periods.length === 0 && premises.gradeReason === null) return null;
  return (
    <CardPart title={t('panels.card.history')}>
      {periods.length === 0 ? (
        <FieldList
          items={[
            { label: t('panels.field.gradeReason'), value: premises.gradeReason },
            { label: t('panels.field.gradedOn'), value: premises.gradedOn },
            { label: t('panels.field.gradedBy'), value: premises.gradedBy },
          ]}
        />
      ) : (
        <ul className="steps">
          {periods.map((period) => (
            <li key={period.id}>
              <span className="number">{period.fromOn ?? t('app.none')}</span>
              <span>
                <TextMark {...gradeSymbols[period.grade ?? 'ungraded']} text={t(`codes.grade.${period.grade ?? 'ungraded'}`)} />
                <span className="muted"> {[period.reason, period.gradedBy].filter(Boolean).join(' · ')}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </CardPart>
  );
}
