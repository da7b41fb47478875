// The design system puts aria-expanded on radios and checkboxes, where ARIA 1.2 does not allow it
// (axe: aria-allowed-attr). What is revealed follows its choice at once, so nothing is lost without it.
import { Checkboxes as GovukCheckboxes, Radios as GovukRadios } from "govuk-frontend";

export class Radios extends GovukRadios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

export class Checkboxes extends GovukCheckboxes {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}
