import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { Shortcut } from './shortcut.tsx';

interface IconButtonProps {
  /** What it does, in words: tooltip and accessible name. */
  label: string;
  icon: ReactNode;
  onClick: () => void;
  /** Keyboard shortcut, shown in the tooltip. */
  keys?: string | undefined;
  disabled?: boolean;
  /** Why it is disabled; replaces the label in the tooltip. */
  reason?: string | null;
  pressed?: boolean;
  size?: 'small' | 'middle';
  placement?: 'top' | 'bottom' | 'left' | 'right';
  testId?: string;
}

/** A quiet button with a picture only: always named, always with its shortcut in the tooltip. */
export function IconButton({
  label,
  icon,
  onClick,
  keys,
  disabled = false,
  reason = null,
  pressed,
  size = 'middle',
  placement = 'bottom',
  testId,
}: IconButtonProps) {
  return (
    <Tooltip
      placement={placement}
      mouseEnterDelay={0.3}
      title={
        <span className="tooltip-line">
          {disabled && reason ? reason : label}
          {keys ? <Shortcut keys={keys} /> : null}
        </span>
      }
    >
      <Button
        type="text"
        size={size}
        className={pressed ? 'icon-button pressed' : 'icon-button'}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={keys?.replaceAll('Ctrl', 'Control')}
        aria-disabled={disabled}
        data-testid={testId}
        icon={icon}
        onClick={disabled ? undefined : onClick}
        tabIndex={0}
        {...(disabled ? { 'data-disabled': true } : {})}
      />
    </Tooltip>
  );
}
