import { LitElement, html, css, nothing } from 'lit';
import { call } from './api.js';
import { shared } from './styles.js';

/** Enrols the second factor that the caller's role needs: password, secret, code, recovery codes. Tells by the event `changed`. */
class EnrolSecondFactor extends LitElement {
  static properties = { enrolment: { state: true }, recoveryCodes: { state: true }, problem: { state: true }, busy: { state: true } };

  static styles = [shared, css`
    .sheet { max-width: 34rem; padding: 1.75rem; display: grid; gap: 1.25rem; }
    code { font-size: 1.05rem; letter-spacing: 0.06em; overflow-wrap: anywhere; }
    ol { margin: 0; padding-left: 2rem; display: grid; gap: 0.35rem; }
  `];

  constructor() {
    super();
    this.busy = false;
  }

  render() {
    return html`<section class="sheet">
      <h1>${this.recoveryCodes ? 'Keep your recovery codes' : 'Enrol a second factor'}</h1>
      ${this.recoveryCodes ? this.kept() : this.enrolment ? this.confirming() : this.beginning()}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
    </section>`;
  }

  beginning() {
    return html`
      <p class="soft">Your role needs one: an authenticator on your phone or computer, whose code you type after the password.</p>
      <form @submit=${this.begin}>
        <div class="field"><label for="password">Your password, once more</label>
          <input id="password" name="password" type="password" autocomplete="current-password" required></div>
        <button class="main" ?disabled=${this.busy}>Begin</button>
      </form>`;
  }

  confirming() {
    const { secret, otpauthUri } = this.enrolment;
    return html`
      <p>Give your authenticator this secret, or <a href=${otpauthUri}>open it there</a>:</p>
      <p><code>${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
      <form @submit=${this.confirm}>
        <div class="field"><label for="code">The code that it shows</label>
          <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required></div>
        <button class="main" ?disabled=${this.busy}>Confirm</button>
      </form>`;
  }

  kept() {
    return html`
      <p class="soft">Each stands in for a code once, on the day the authenticator is lost. They are shown only now.</p>
      <ol>${this.recoveryCodes.map((code) => html`<li><code>${code}</code></li>`)}</ol>
      <button class="main" @click=${() => this.dispatchEvent(new CustomEvent('changed'))}>I have kept them</button>`;
  }

  begin(event) {
    return this.send(event, '', 'password', (answer) => { this.enrolment = answer; });
  }

  confirm(event) {
    return this.send(event, '/confirm', 'code', (answer) => { this.recoveryCodes = answer.recoveryCodes; });
  }

  async send(event, path, member, done) {
    event.preventDefault();
    const value = new FormData(event.target).get(member);
    this.busy = true;
    this.problem = null;
    try {
      done(await call(`/api/v1/me/second-factor${path}`, { method: 'POST', body: { [member]: value } }));
    } catch (refused) {
      this.problem = refused.message;
    } finally {
      this.busy = false;
    }
  }
}
customElements.define('nexus-enrol-second-factor', EnrolSecondFactor);
