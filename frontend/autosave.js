// Drafts save themselves to the server, and only there: nothing stays in the browser.

const PAUSE = 1000; // after typing stops
const STEADY = 5000; // while typing goes on
const KEEPALIVE_LIMIT = 60_000; // browsers refuse larger bodies once the page is going

class SignedOut extends Error {}
class Changed extends Error {} // another tab saved this draft since this page was begun

export function autosave(form) {
  const words = form.dataset;
  const status = makeStatus(form);
  let dirty = false;
  let out = false;
  let gone = false;
  let told = false;
  let asking = false;
  let sending = false;
  let pause = 0;
  let saving = null;
  let stop = new AbortController();

  function body() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    return fields;
  }

  async function post(leaving) {
    const text = body().toString();
    const answer = await fetch(words.autosave, {
      method: "POST",
      body: text,
      headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json", "X-Autosave": "1" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: leaving && text.length < KEEPALIVE_LIMIT,
      signal: leaving ? undefined : stop.signal,
    });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw new SignedOut();
    if (answer.status === 409) throw Object.assign(new Changed(), await answer.json());
    if (!answer.ok) throw new Error(String(answer.status));
  }

  // A sign-in in another tab changes the token: fetch the new one and carry on.
  async function refreshToken() {
    const answer = await fetch(words.token, {
      headers: { Accept: "application/json", "X-Autosave": "1" }, credentials: "same-origin", redirect: "manual", cache: "no-store",
    });
    if (!answer.ok) throw new SignedOut();
    const { token } = await answer.json();
    for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
  }

  async function postWithToken() {
    try {
      await post(false);
    } catch (error) {
      if (!(error instanceof SignedOut)) throw error;
      await refreshToken();
      await post(false);
    }
  }

  async function save() {
    clearTimeout(pause);
    if (saving || gone || told) return saving;
    saving = attempt();
    await saving;
    saving = null;
    if (dirty && !out && !gone && !told) pause = setTimeout(save, PAUSE);
  }

  async function attempt() {
    dirty = false;
    try {
      await postWithToken();
      out = false;
      status.saved();
    } catch (error) {
      if (error.name === "AbortError") return;
      lost(error);
    }
  }

  function lost(error) {
    dirty = true;
    out = error instanceof SignedOut;
    told = error instanceof Changed;
    if (out) status.signedOut(save);
    else if (told) status.changed(error.changed, () => over(error.version));
    else status.failed();
  }

  // Whoever was told may choose: what is on this page takes the place of what was saved elsewhere.
  function over(version) {
    form.elements.draft_from.value = version;
    told = false;
    save();
  }

  function changed() {
    dirty = true;
    clearTimeout(pause);
    pause = setTimeout(save, PAUSE);
  }

  // Sent with the token of a session that has ended, the words would be answered with a refusal:
  // ask first, then send.
  async function submit(submitter) {
    asking = true;
    try {
      await refreshToken();
      out = false;
      sending = true;
      form.requestSubmit(submitter);
    } catch (error) {
      lost(error);
    } finally {
      asking = sending = false;
    }
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  setInterval(() => dirty && !out && save(), STEADY);
  form.addEventListener("submit", (event) => {
    if (!sending) {
      event.preventDefault();
      if (!asking) submit(event.submitter);
      return;
    }
    gone = true; // the form itself carries the words now; a late draft must not follow it
    clearTimeout(pause);
    stop.abort();
  });
  window.addEventListener("beforeunload", (event) => told && !gone && event.preventDefault());
  window.addEventListener("pagehide", () => dirty && !gone && post(true).catch(() => {}));
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    gone = false;
    stop = new AbortController();
  });
  window.addEventListener("focus", () => out && save());
  return { flush: () => dirty && save() };
}

function makeStatus(form) {
  const words = form.dataset;
  const region = document.createElement("div");
  region.className = "app-saved";
  region.setAttribute("role", "status");
  region.setAttribute("aria-live", "polite");
  const buttons = form.querySelector(".govuk-button-group, .govuk-button");
  if (buttons) buttons.before(region);
  else form.append(region);

  function say(text, lost = false) {
    region.classList.toggle("app-saved--lost", lost);
    if (region.textContent !== text) region.textContent = text;
  }

  function offer(href, where, act, done) {
    const link = Object.assign(document.createElement("a"), {
      href, target: "_blank", rel: "noopener", className: "govuk-link", textContent: where,
    });
    const button = Object.assign(document.createElement("button"), {
      type: "button", className: "govuk-button govuk-button--secondary govuk-!-margin-bottom-0", textContent: act,
    });
    button.addEventListener("click", done);
    const links = document.createElement("p");
    links.append(link);
    region.append(links, button);
  }

  return {
    saved: () => say(words.saved.replace("{time}", new Date().toTimeString().slice(0, 5))),
    failed: () => say(words.failed, true),
    signedOut(save) {
      if (region.firstChild?.data === words.signedOut) return;
      say(words.signedOut, true);
      offer(words.signIn, words.signInText, words.again, save);
    },
    changed(time, over) {
      say(words.changed.replace("{time}", time), true);
      offer(form.action, words.other, words.over, over);
    },
  };
}
