import { second } from '#domain/window.ts';

export const agent = 'waymark';
/** The REST version that answers.ts is written for; servers that know no versions ignore it. */
export const apiVersion = '2022-11-28';
/** GitHub itself gives up after ten seconds; a proxy may add some. */
export const timeout = 30 * second;
