/** Every host event travels on this one channel; preload hands it to the listeners of its name. */
export const eventChannel = 'event';
/** A window asks for a data port on it, and the port comes back on it. */
export const dataPortChannel = 'data-port';
