import { type Deflection, deflectForm } from "@kotae/sdk/deflect";

// the script tag for pages without a bundler, `kotae-deflect.js`: it binds every `<form data-kotae-deflect>`

const script = document.currentScript;
const home = script instanceof HTMLScriptElement ? new URL(script.src) : undefined;
const bound = new Map<HTMLFormElement, Deflection>();

/** Binds the forms that have come, and lets go of those that have left the page. */
function look(): void {
  for (const [form, deflection] of bound) {
    if (form.isConnected) continue;
    deflection.destroy();
    bound.delete(form);
  }
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-kotae-deflect]")) {
    const { site, lang, fields, minChars, name, server } = form.dataset;
    if (bound.has(form) || !site || !home) continue;
    bound.set(
      form,
      deflectForm(form, {
        baseUrl: server ?? home.origin,
        site,
        ...(lang && { lang }),
        ...(fields && { fields }),
        ...(name && { name }),
        ...(Number(minChars) > 0 && { minChars: Number(minChars) }),
      }),
    );
  }
}

let isDue = false;
/** Looks once for all that changes in a moment: a page of an app changes in many pieces. */
function lookSoon(): void {
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    look();
  }, 50);
}

// a form may come later: with the rest of the page, or with another page of an app
new MutationObserver(lookSoon).observe(document, { childList: true, subtree: true });
look();
