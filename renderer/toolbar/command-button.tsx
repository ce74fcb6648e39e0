import type { ReactNode } from 'react';
import { useCommand } from '../commands/use-command.ts';
import { IconButton } from '../components/icon-button.tsx';

interface CommandButtonProps {
  id: string;
  icon: ReactNode;
  /** Says more than the command's own name, e.g. what will be undone. */
  label?: string;
  pressed?: boolean;
  placement?: 'top' | 'bottom' | 'left' | 'right';
}

/** A command as an icon button. */
export function CommandButton({ id, icon, label, pressed, placement = 'bottom' }: CommandButtonProps) {
  const command = useCommand(id);
  return (
    <IconButton
      label={label ?? command.label}
      icon={icon}
      onClick={command.run}
      keys={command.keys}
      disabled={command.disabled}
      reason={command.reason}
      placement={placement}
      testId={`command-${id}`}
      {...(pressed === undefined ? {} : { pressed })}
    />
  );
}
