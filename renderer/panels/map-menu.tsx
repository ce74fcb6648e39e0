import { Dropdown } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { placeCommands } from '../commands/place-commands.ts';
import { closeMapMenu, mapMenuStore } from '../state/map-menu.ts';
import './map-menu.css';

/** What can be asked or planned for a place: opened by the right button, the menu key or its shortcut; arrows and Enter go through it. */
export function MapMenu() {
  const { t } = useTranslation();
  const open = useStore(mapMenuStore, (state) => state.open);
  const isOpen = open !== null;
  useEffect(() => {
    if (!isOpen) return undefined;
    // The keys go on where they were.
    const focused = document.activeElement;
    return () => {
      if (focused instanceof HTMLElement && document.contains(focused)) focused.focus({ preventScroll: true });
    };
  }, [isOpen]);
  if (open === null) return null;
  const { place, x, y } = open;
  return (
    <Dropdown
      open
      autoFocus
      trigger={['click']}
      key={`${x},${y}`}
      onOpenChange={(next) => next || closeMapMenu()}
      menu={{
        'aria-label': t('routes.menu.label'),
        items: [
          { key: 'place', type: 'group', label: place.name },
          ...placeCommands.map(({ id, label }) => ({ key: id, label: <span data-testid={`menu-${id}`}>{t(label)}</span> })),
        ],
        onClick: ({ key }) => {
          closeMapMenu();
          placeCommands.find(({ id }) => id === key)?.run(place, t);
        },
      }}
    >
      <span className="map-menu-anchor" style={{ left: x, top: y }} data-testid="map-menu" />
    </Dropdown>
  );
}
