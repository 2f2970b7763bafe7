const PLACE = 'mreg-token';

/**
 * The token from behind the number sign, taken out of the address bar at once so that no screenshot, bookmark or history keeps it. It
 * lives as long as this tab: a reload finds it, another tab or another port does not.
 */
export function takeToken(): string | undefined {
  const given = location.hash.slice(1);
  if (given !== '') {
    sessionStorage.setItem(PLACE, given);
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return sessionStorage.getItem(PLACE) ?? undefined;
}
