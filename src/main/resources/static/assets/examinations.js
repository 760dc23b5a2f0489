import { LitElement, html, css, nothing } from 'lit';
import { call } from './api.js';
import { shared } from './styles.js';

const TONE = { PLANNED: 'wait', FIELDWORK: 'good', IN_REVIEW: 'wait', CANCELLED: 'bad' };
const words = (name) => name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ');

/** An exact decimal with a comma between thousands; it never becomes a floating point number. */
const grouped = (decimal) => decimal.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');

/** The examinations that the caller is on, the newest first. */
class Examinations extends LitElement {
  static properties = { roles: { attribute: false }, items: { state: true }, next: { state: true }, problem: { state: true } };

  static styles = [shared, css`
    :host { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
    .head { display: flex; align-items: baseline; gap: 0.75rem; }
    .scroll { overflow-x: auto; }
    table { width: 100%; border-collapse: collapse; font-size: 0.95rem; }
    th { text-align: left; font-size: 0.8rem; font-weight: 600; color: var(--soft); padding: 0.8rem 1.1rem 0.5rem; }
    td { padding: 0.8rem 1.1rem; border-top: 1px solid var(--line); vertical-align: top; }
    td:first-child { font-weight: 600; min-width: 14rem; }
    td small { display: block; font-weight: 400; color: var(--soft); }
    .period { white-space: nowrap; }
    .money { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
    th.money { text-align: right; }
    .empty { padding: 2.5rem 1.5rem; display: grid; gap: 0.4rem; text-align: center; }
    .more { justify-self: center; }
    @media (max-width: 44rem) { /* a phone: one card for each examination, nothing cut off */
      thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.3rem 1rem; padding: 0.9rem 1.1rem; }
      tbody tr + tr { border-top: 1px solid var(--line); }
      td, td:first-child { display: block; min-width: 0; padding: 0; border: 0; }
      td:first-child { grid-column: 1 / -1; overflow-wrap: anywhere; }
      .state { text-align: right; }
      .money { grid-column: 1 / -1; text-align: left; }
      td.money::before { content: 'Materiality: '; color: var(--soft); }
    }
  `];

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load(cursor) {
    try {
      const page = await call(`/api/v1/examinations?limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      this.items = cursor ? [...this.items, ...page.items] : page.items;
      this.next = page.nextCursor;
      this.problem = null;
    } catch (refused) {
      if (refused.status === 401) this.dispatchEvent(new CustomEvent('signed-out', { bubbles: true, composed: true }));
      this.problem = refused;
    }
  }

  render() {
    return html`
      <div class="head"><h1>My examinations</h1>${this.items?.length ? html`<span class="soft">${this.items.length}${this.next ? '+' : ''}</span>` : nothing}</div>
      <div class="sheet">${this.content()}</div>
      ${this.next ? html`<button class="quiet more" @click=${() => this.load(this.next)}>Show more</button>` : nothing}`;
  }

  content() {
    if (this.problem) {
      return this.problem.status === 403
        ? html`<div class="empty"><h2>No examinations here</h2><p class="soft">Your roles manage people and the system; examinations are seen by those who carry them out.</p></div>`
        : html`<div class="empty"><h2>The list cannot be read now</h2><p class="soft">${this.problem.message}</p></div>`;
    }
    if (!this.items) return html`<div class="empty soft">Reading…</div>`;
    if (this.items.length === 0) {
      return html`<div class="empty"><h2>You are on no examination yet</h2>
        <p class="soft">${this.roles?.includes('LEAD_EXAMINER') ? 'Plan one with POST /api/v1/examinations.' : 'A lead examiner names the team of an examination.'}</p></div>`;
    }
    return html`<div class="scroll"><table role="table">
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Examination</th><th role="columnheader" scope="col">Period</th><th role="columnheader" scope="col">State</th><th role="columnheader" scope="col" class="money">Materiality</th></tr></thead>
      <tbody role="rowgroup">${this.items.map((each) => html`<tr role="row">
        <td role="cell">${each.title}<small>${each.institution}</small></td>
        <td role="cell" class="period">${each.periodStart} to ${each.periodEnd}</td>
        <td role="cell" class="state"><span class="pill ${TONE[each.status] ?? ''}">${words(each.status)}</span></td>
        <td role="cell" class="money">${each.materiality ? `${grouped(each.materiality)} ${each.currency}` : html`<span class="soft">none set</span>`}</td></tr>`)}</tbody>
    </table></div>`;
  }
}
customElements.define('nexus-examinations', Examinations);
