// Small helps for the plain pages; all of them can be used without it.
(() => {
  "use strict";
  document.querySelectorAll("[data-print]").forEach((one) => one.addEventListener("click", () => window.print()));
  if (window.matchMedia("(max-width: 860px)").matches) {
    document.querySelectorAll(".outline-box").forEach((one) => one.removeAttribute("open"));
  }
  // A quote that was linked to is brought into view, also inside a long section.
  const quote = new URLSearchParams(location.search).has("trich") && document.querySelector(".text mark");
  if (quote) addEventListener("load", () => quote.scrollIntoView({ block: "center" }));

  document.querySelectorAll("[data-sure]").forEach((one) =>
    one.addEventListener("submit", (event) => {
      if (!window.confirm(one.dataset.sure)) event.preventDefault();
    }),
  );

  // A build that runs: show how far it is, and the page anew when it has ended.
  const box = document.querySelector("[data-status]");
  if (box && box.dataset.running === "true") {
    const bar = box.querySelector("progress");
    const timer = setInterval(async () => {
      const state = await (await fetch(box.dataset.status)).json();
      bar.max = state.total || 1;
      bar.value = state.done;
      box.querySelector(".state").textContent = state.doing;
      if (!state.running) {
        clearInterval(timer);
        location.replace("/quan-tri");
      }
    }, 700);
  }

  // The link to a section is copied as it is followed, to be sent to a colleague.
  const toast = document.querySelector("#toast");
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest("a.anchor");
    if (!anchor || !toast || !navigator.clipboard) return;
    navigator.clipboard.writeText(anchor.href).then(() => {
      toast.textContent = toast.dataset.copied;
      setTimeout(() => (toast.textContent = ""), 4000);
    }, () => {});
  });
})();
