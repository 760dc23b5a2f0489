import { css } from 'lit';

/** What all parts of the workbench share. */
export const shared = css`
  * { box-sizing: border-box; }
  h1, h2 { line-height: 1.2; margin: 0; font-weight: 650; }
  h1 { font-size: 1.6rem; letter-spacing: -0.01em; }
  h2 { font-size: 1.05rem; }
  p { margin: 0; }
  a { color: var(--accent); }
  .soft { color: var(--soft); }
  .sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; }
  button { font: inherit; font-weight: 600; border-radius: 8px; border: 1px solid transparent; padding: 0.6rem 1.1rem; cursor: pointer; }
  button.main { background: var(--action); color: var(--brand-ink); }
  button.main:hover:not(:disabled) { filter: brightness(1.18); }
  button.quiet { background: none; border-color: currentColor; color: inherit; padding: 0.35rem 0.8rem; font-size: 0.9rem; }
  button:disabled { opacity: 0.55; cursor: progress; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  .pill { display: inline-block; padding: 0.1rem 0.6rem; border-radius: 999px; font-size: 0.8rem; font-weight: 600; white-space: nowrap; background: var(--ground); color: var(--soft); }
  .good { background: var(--good-ground); color: var(--good); }
  .bad { background: var(--bad-ground); color: var(--bad); }
  .wait { background: var(--wait-ground); color: var(--wait); }
  .problem { border-radius: 8px; padding: 0.7rem 0.9rem; background: var(--bad-ground); color: var(--bad); font-size: 0.95rem; }
  .field { display: grid; gap: 0.3rem; }
  label { font-weight: 600; font-size: 0.9rem; }
  input { font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--edge); border-radius: 8px; padding: 0.6rem 0.75rem; width: 100%; }
  input:focus { border-color: var(--focus); outline: 2px solid color-mix(in srgb, var(--focus) 35%, transparent); }
  form { display: grid; gap: 1rem; }
`;
