/** Hosts for runs whose findings are told elsewhere, or with other weight. */
import type { Host } from '../../parts.ts';

const nothing = (): void => {};

/** Suspicions have been told, or will be. */
export const unsuspecting = (host: Host): Host => ({ ...host, suspect: nothing, suspectAtEnd: nothing });

/** Nothing is told. */
export const quiet = (host: Host): Host => ({ ...unsuspecting(host), refuse: nothing });

/** What would be refused only runs later, or never: it is suspected. */
export const doubting = (host: Host): Host => ({ ...host, refuse: host.suspect });
