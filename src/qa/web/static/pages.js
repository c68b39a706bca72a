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
      if (!state.running) {
        clearInterval(timer);
        location.replace("/quan-tri");
      }
    }, 700);
  }

  document.querySelectorAll("table[data-sortable]").forEach((table) => {
    const order = new Intl.Collator("vi", { numeric: true, sensitivity: "base" });
    table.querySelectorAll("th button.sort").forEach((button) =>
      button.addEventListener("click", () => {
        const head = button.closest("th");
        const column = [...head.parentNode.children].indexOf(head);
        const down = head.getAttribute("aria-sort") === "ascending";
        table.querySelectorAll("th[aria-sort]").forEach((one) => one.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const text = (row) => row.children[column].textContent.trim();
        const rows = [...table.tBodies[0].rows].sort((a, b) => order.compare(text(a), text(b)));
        table.tBodies[0].append(...(down ? rows.reverse() : rows));
      }),
    );
  });
})();
