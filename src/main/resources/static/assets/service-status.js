import { LitElement, html, css } from 'lit';
import { health } from './api.js';
import { shared } from './styles.js';

const INTERVAL = 10_000;

/** Whether the service and what it stands on answer, asked every ten seconds while the page is looked at. */
class ServiceStatus extends LitElement {
  static properties = { state: { state: true } };

  static styles = [shared, css`
    :host { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem; font-size: 0.9rem; }
    .dot::before { content: ''; display: inline-block; width: 0.55em; height: 0.55em; border-radius: 50%; background: currentColor; margin-right: 0.45em; }
  `];

  connectedCallback() {
    super.connectedCallback();
    this.ask();
    this.timer = setInterval(() => { if (!document.hidden) this.ask(); }, INTERVAL);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  async ask() {
    try {
      const now = await health();
      this.state = { service: now.status, ...now.services };
    } catch {
      this.state = { service: 'unreachable' };
    }
  }

  render() {
    if (!this.state) return html`<span class="soft">Asking the service…</span>`;
    return Object.entries(this.state).map(([name, value]) =>
      html`<span class="pill dot ${value === 'healthy' ? 'good' : 'bad'}" role="status">${name}: ${value}</span>`);
  }
}
customElements.define('nexus-service-status', ServiceStatus);
