import { LitElement, html, css, nothing } from 'lit';
import { signIn } from './api.js';
import { shared } from './styles.js';

/** Asks who is there. Tells of a session by the event `signed-in`. */
class SignIn extends LitElement {
  static properties = { problem: { state: true }, busy: { state: true }, needsCode: { state: true } };

  static styles = [shared, css`
    :host { display: grid; place-items: center; min-height: calc(100vh - 4rem); padding: 2rem 1.25rem; }
    .sheet { width: min(26rem, 100%); padding: 2.25rem; display: grid; gap: 1.5rem; box-shadow: 0 12px 40px rgb(16 32 48 / 8%); }
    header { display: grid; gap: 0.6rem; }
    img { width: 44px; height: 44px; }
  `];

  constructor() {
    super();
    this.busy = false;
    this.needsCode = false;
  }

  render() {
    return html`
      <section class="sheet" aria-labelledby="title">
        <header>
          <img src="/assets/nexus.svg" alt="">
          <h1 id="title">Sign in to NEXUS</h1>
          <p class="soft">Financial examination, from the ledger to the signed report.</p>
        </header>
        <form @submit=${this.submit}>
          <div class="field"><label for="username">Username</label>
            <input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required></div>
          <div class="field"><label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required></div>
          ${this.needsCode ? html`<div class="field"><label for="code">Code of your second factor</label>
            <input id="code" name="code" inputmode="text" autocomplete="one-time-code" aria-describedby="which" required>
            <small id="which" class="soft">What your authenticator shows now, or one of your recovery codes.</small></div>` : nothing}
          ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
          <button class="main" ?disabled=${this.busy}>${this.busy ? 'Signing in…' : 'Sign in'}</button>
        </form>
      </section>`;
  }

  firstUpdated() {
    this.renderRoot.querySelector('#username').focus();
  }

  updated(changed) {
    if (changed.has('needsCode') && this.needsCode) this.renderRoot.querySelector('#code').focus();
  }

  async submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.busy = true;
    this.problem = null;
    try {
      await signIn(form.get('username'), form.get('password'), form.get('code'));
      this.dispatchEvent(new CustomEvent('signed-in'));
    } catch (refused) {
      if (refused.type === 'second-factor-required' && !this.needsCode) this.needsCode = true;
      else this.problem = refused.message;
    } finally {
      this.busy = false;
    }
  }
}
customElements.define('nexus-sign-in', SignIn);
