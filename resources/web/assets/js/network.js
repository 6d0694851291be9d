// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** The browser's word about network and sleep, for whatever connection there is then. @param {() => import('./connection.js').RoomConnection | undefined} connection */
export function watchNetwork(connection) {
  addEventListener('online', () => connection()?.check());
  addEventListener('offline', () => connection()?.networkLost());
  addEventListener('pageshow', () => connection()?.check());
  // From one network to another a line looks alive for long. Not every browser tells.
  const network = /** @type {any} */ (navigator).connection;
  let type = network?.type;
  network?.addEventListener('change', () => {
    if (network.type !== type && network.type !== 'none') connection()?.restart();
    type = network.type;
  });
  addEventListener('beforeunload', (event) => {
    const line = connection();
    if (line && line.state !== 'ended' && line.waitingForAck > 0) event.preventDefault();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') connection()?.check();
  });
}
