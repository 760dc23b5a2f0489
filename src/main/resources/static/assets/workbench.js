import { LitElement, html, css, nothing } from 'lit';
import { call, hasSession, signOut } from './api.js';
import { shared } from './styles.js';
import './sign-in.js';
import './change-password.js';
import './enrol-second-factor.js';
import './examinations.js';
import './service-status.js';

const ROLES = { EXAMINER: 'Examiner', LEAD_EXAMINER: 'Lead examiner', REVIEWER: 'Reviewer', AUDITOR: 'Auditor', ADMINISTRATOR: 'Administrator' };

/** The workbench: sign-in, then what is the caller's. */
class Workbench extends LitElement {
  static properties = { me: { state: true }, stage: { state: true }, problem: { state: true } };

  static styles = [shared, css`
    :host { display: grid; grid-template: auto 1fr auto / minmax(0, 1fr); min-height: 100vh; }
    .bar { background: var(--brand); color: var(--brand-ink); display: flex; align-items: center; gap: 1rem; padding: 0.75rem 1.5rem; }
    .bar img { width: 28px; height: 28px; display: block; }
    .name { font-weight: 700; letter-spacing: 0.08em; }
    .who { margin-left: auto; text-align: right; line-height: 1.25; font-size: 0.9rem; }
    .who small { display: block; opacity: 0.8; }
    main { width: min(70rem, 100%); margin: 0 auto; padding: 2rem 1.5rem; }
    main.wide { width: 100%; padding: 0; }
    footer { border-top: 1px solid var(--line); padding: 0.75rem 1.5rem; background: var(--sheet); }
    .away { padding: 2rem; display: grid; gap: 0.75rem; justify-items: start; }
  `];

  constructor() {
    super();
    this.stage = hasSession() ? 'opening' : 'signed-out';
    if (hasSession()) this.open();
  }

  async open() {
    try {
      this.me = await call('/api/v1/me');
      this.stage = this.me.mustChangePassword ? 'change' : this.me.mustEnrolSecondFactor ? 'enrol' : 'signed-in';
    } catch (refused) {
      this.problem = refused;
      this.stage = refused.status === 401 ? 'signed-out' : 'away';
    }
  }

  async leave() {
    await signOut();
    this.me = null;
    this.stage = 'signed-out';
  }

  render() {
    const inside = ['signed-in', 'change', 'enrol'].includes(this.stage);
    return html`
      ${inside ? html`<header class="bar">
        <img src="/assets/nexus.svg" alt=""><span class="name">NEXUS</span>
        <span class="who">${this.me.displayName}<small>${this.me.roles.map((role) => ROLES[role] ?? role).join(', ')}</small></span>
        <button class="quiet" @click=${this.leave}>Sign out</button>
      </header>` : html`<span></span>`}
      <main class=${inside ? '' : 'wide'} @signed-out=${() => { this.stage = 'signed-out'; }}>${this.content()}</main>
      <footer><nexus-service-status></nexus-service-status></footer>`;
  }

  content() {
    switch (this.stage) {
      case 'signed-out': return html`<nexus-sign-in @signed-in=${this.open}></nexus-sign-in>`;
      case 'change': return html`<nexus-change-password @changed=${this.open}></nexus-change-password>`;
      case 'enrol': return html`<nexus-enrol-second-factor @changed=${this.open}></nexus-enrol-second-factor>`;
      case 'signed-in': return html`<nexus-examinations .roles=${this.me.roles}></nexus-examinations>`;
      case 'away': return html`<section class="away"><h1>${this.problem.title}</h1><p class="soft">${this.problem.message}</p>
        <button class="main" @click=${this.open}>Try again</button></section>`;
      default: return nothing;
    }
  }
}
customElements.define('nexus-workbench', Workbench);
