/** Calls the API. Tokens live in memory; the refresh token survives a reload of the tab, and no longer than the tab. */

const KEPT = 'nexus.refresh';
const base = (globalThis.NEXUS?.apiUrl ?? '').replace(/\/+$/, '');
let accessToken = null;
let refreshing = null;

/** What the service said when it refused: an RFC 9457 problem document, or why there was no answer at all. */
export class Problem extends Error {
  constructor(status, document) {
    // what the edge says in the service's stead is meant for programs
    super(status === 503 && document?.type === 'about:blank'
      ? 'The service does not answer just now. Try again in a moment.'
      : document?.detail ?? document?.title ?? 'The service gave no answer that can be read.');
    this.status = status;
    this.type = (document?.type ?? '').split('/').pop();
    this.title = document?.title ?? 'No answer';
  }
}

async function send(path, { method = 'GET', body, token } = {}) {
  const headers = { Accept: 'application/json, application/problem+json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (token) headers.Authorization = `Bearer ${token}`;
  let answer;
  try {
    answer = await fetch(base + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: 'no-store', credentials: 'omit' });
  } catch {
    throw new Problem(0, { title: 'Unreachable', detail: 'The service does not answer. It may be starting, or the network is down.' });
  }
  const text = await answer.text();
  let document;
  try {
    document = text === '' ? null : JSON.parse(text);
  } catch {
    document = null;
  }
  return { status: answer.status, ok: answer.ok, document };
}

function keep(session) {
  accessToken = session?.accessToken ?? null;
  if (session?.refreshToken) sessionStorage.setItem(KEPT, session.refreshToken);
  else sessionStorage.removeItem(KEPT);
}

function renew() {
  const refreshToken = sessionStorage.getItem(KEPT);
  if (!refreshToken) return Promise.resolve(false);
  // one renewal at a time: a refresh token is good for one use
  refreshing ??= send('/api/v1/auth/refresh', { method: 'POST', body: { refreshToken } })
    .then((answer) => {
      if (answer.ok) keep(answer.document);
      else if (answer.status === 401) keep(null);
      return answer.ok;
    })
    .finally(() => { refreshing = null; });
  return refreshing;
}

/** Calls an endpoint as the signed-in user, renewing the access token once where it has run out. */
export async function call(path, options = {}) {
  if (!accessToken) await renew();
  let answer = await send(path, { ...options, token: accessToken });
  if (answer.status === 401 && await renew()) answer = await send(path, { ...options, token: accessToken });
  if (!answer.ok) throw new Problem(answer.status, answer.document);
  return answer.document;
}

/** Signs in; with a code where a second factor is enrolled. */
export async function signIn(username, password, code) {
  const answer = await send('/api/v1/auth/login', { method: 'POST', body: code ? { username, password, code } : { username, password } });
  if (!answer.ok) throw new Problem(answer.status, answer.document);
  keep(answer.document);
}

/** Ends the session here and at the service. */
export async function signOut() {
  try {
    if (accessToken || await renew()) await send('/api/v1/auth/logout', { method: 'POST', token: accessToken });
  } catch {
    // the session is forgotten here all the same, and runs out there
  }
  keep(null);
}

/** Whether this tab may still have a session. */
export const hasSession = () => accessToken !== null || sessionStorage.getItem(KEPT) !== null;

/** The state of the service; 503 is an answer too. */
export async function health() {
  const answer = await send('/health');
  if (answer.document?.services) return answer.document;
  throw new Problem(answer.status, answer.document ?? { title: 'Unreachable', detail: 'The service does not answer.' });
}
