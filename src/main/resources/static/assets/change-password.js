import { LitElement, html, css, nothing } from 'lit';
import { call } from './api.js';
import { shared } from './styles.js';

/** Changes the caller's password, which a first sign-in demands. Tells by the event `changed`. */
class ChangePassword extends LitElement {
  static properties = { problem: { state: true }, busy: { state: true } };

  static styles = [shared, css`
    .sheet { max-width: 30rem; padding: 1.75rem; display: grid; gap: 1.25rem; }
  `];

  constructor() {
    super();
    this.busy = false;
  }

  render() {
    return html`
      <section class="sheet">
        <h1>Choose a password of your own</h1>
        <p class="soft">The one you signed in with was made by someone else and is good for this only.</p>
        <form @submit=${this.submit}>
          <div class="field"><label for="current">Present password</label>
            <input id="current" name="current" type="password" autocomplete="current-password" required></div>
          <div class="field"><label for="new">New password</label>
            <input id="new" name="new" type="password" autocomplete="new-password" required></div>
          ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
          <button class="main" ?disabled=${this.busy}>Change it</button>
        </form>
      </section>`;
  }

  async submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.busy = true;
    this.problem = null;
    try {
      await call('/api/v1/me/password', { method: 'PUT', body: { current: form.get('current'), new: form.get('new') } });
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (refused) {
      this.problem = refused.message;
    } finally {
      this.busy = false;
    }
  }
}
customElements.define('nexus-change-password', ChangePassword);
