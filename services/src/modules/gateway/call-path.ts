import { Problem } from '../../platform/problem.ts';

/** Everything up to the rest: `/api/v1/agencies/{agency}/calls/{scope}/`. */
const BEFORE_REST = 7;
const MAX = 1_500;

/**
 * The rest of a call's address, as it was sent, with its query: what is added to the back end's own address. Nothing is
 * decoded on the way, so both sides read the same path.
 * @throws Problem 400 for dots, encoded slashes and dots, double slashes, and whatever a URL cannot hold.
 */
export function callPath(target: string): string {
  const cut = target.indexOf('?');
  const path = cut < 0 ? target : target.slice(0, cut);
  const query = cut < 0 ? '' : target.slice(cut);
  const rest = path.split('/').slice(BEFORE_REST);
  const clean =
    target.length <= MAX &&
    /^[\x21-\x7e]*$/.test(target) &&
    !/[\\#"<>^`{|}]/.test(target) &&
    !/%(2e|2f|5c|0[0-9a-f]|1[0-9a-f]|7f|25)/i.test(path) &&
    !/%(?![0-9a-f]{2})/i.test(target) &&
    !path.includes(';') &&
    rest.every((part, i) => part !== '.' && part !== '..' && (part !== '' || i === rest.length - 1));
  if (!clean) throw new Problem(400, 'bad-address', 'No call has such an address');
  return rest.join('/') + query;
}
