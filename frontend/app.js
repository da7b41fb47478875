// What script adds to pages that already work without it.
import {
  createAll, isSupported, Button, CharacterCount, ErrorSummary, NotificationBanner,
  PasswordInput, ServiceNavigation, SkipLink, Tabs,
} from "govuk-frontend";
import { autosave } from "./autosave.js";
import { Checkboxes, Radios } from "./choices.js";
import { hideScreen } from "./hide.js";
import { sendOnce } from "./once.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");

if (isSupported()) {
  for (const component of [
    Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner,
    PasswordInput, Radios, ServiceNavigation, SkipLink, Tabs,
  ]) createAll(component);
}

const drafts = [...document.querySelectorAll("form[data-autosave]")].map(autosave);
hideScreen(() => drafts.forEach((draft) => draft.flush()));
sendOnce();
