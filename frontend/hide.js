// Hide screen: a blank cover at once, and back to the same word.

const QUICK = 1500; // three presses of Escape within this many milliseconds

export function hideScreen(save) {
  const button = document.querySelector("[data-hide]");
  if (!button) return;
  button.type = "button";
  const curtain = makeCurtain(button.dataset.show);
  const title = document.title;
  let word = null;
  let scroll = [0, 0];

  document.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea, input, select, [contenteditable]")) word = event.target;
  });

  const covered = () => document.documentElement.classList.contains("app-covered");

  function hide() {
    if (curtain.open) return;
    scroll = [window.scrollX, window.scrollY];
    curtain.showModal();
    document.documentElement.classList.add("app-covered");
    document.title = button.dataset.hiddenTitle;
    save();
  }

  function show() {
    document.documentElement.classList.remove("app-covered");
    document.title = title;
    curtain.close();
    const back = word && word.isConnected ? word : button;
    back.focus({ preventScroll: true });
    window.scrollTo(...scroll);
  }

  button.addEventListener("click", hide);
  curtain.querySelector("button").addEventListener("click", show);
  // Only the button opens it: browsers close a dialog on a second Escape, or on "back", unasked.
  curtain.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault());
  curtain.addEventListener("cancel", (event) => event.preventDefault());
  curtain.addEventListener("close", () => covered() && curtain.showModal());
  onThreeEscapes(hide);
}

function makeCurtain(show) {
  const curtain = document.createElement("dialog");
  curtain.className = "app-curtain";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = show;
  curtain.setAttribute("aria-label", show);
  curtain.append(button);
  document.body.append(curtain);
  return curtain;
}

function onThreeEscapes(act) {
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    presses = [...presses, event.timeStamp].slice(-3);
    if (presses.length === 3 && event.timeStamp - presses[0] < QUICK) {
      presses = [];
      act();
    }
  });
}
