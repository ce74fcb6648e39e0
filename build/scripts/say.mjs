/** Set-up news. On stderr, so that stdout holds only the program's own output. */
export function say(message) {
  process.stderr.write(`${message}\n`);
}

/** A set-up that cannot go on. The message is for the user; there is no stack. */
export class SetupFailure extends Error {}
