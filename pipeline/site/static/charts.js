// Draws each figure[data-chart] from the table behind it. Colours are CSS variables, so light and dark need no redraw.
"use strict";
(() => {
  const SERIES = ["var(--c1)", "var(--c2)", "var(--c3)", "var(--c4)", "var(--c5)", "var(--c6)", "var(--c7)"];
  const STEPS = 6;
  const text = (cell) => cell.textContent.trim();
  const day = (name) => new Date(`${name}T00:00:00Z`);

  function tableOf(figure) {
    const table = figure.querySelector("table");
    const heads = [...table.tHead.rows[0].cells].map(text);
    const rows = [...table.tBodies[0].rows].map((row) => [...row.cells]);
    return { heads, rows };
  }

  const common = (figure, width) => ({
    width,
    height: Number(figure.dataset.height) || undefined,
    className: "vw-plot",
    style: { background: "none", color: "var(--soft)", fontSize: "11.5px", fontFamily: "inherit", overflow: "visible" },
  });

  const tip = { fill: "var(--card)", stroke: "var(--line-strong)" };

  function stacked(figure, width) {
    const { heads, rows } = tableOf(figure);
    const names = heads.slice(1);
    const values = rows.flatMap(([head, ...cells]) =>
      cells.map((cell, n) => ({ day: day(text(head)), name: names[n], articles: Number(text(cell)) })));
    const chart = Plot.plot({
      ...common(figure, width),
      marginLeft: 30, marginRight: 10, marginBottom: 34,
      x: { type: "utc", label: null, tickSize: 0 },
      y: { label: null, grid: true, ticks: 4, tickSize: 0, tickFormat: "d" },
      color: { domain: names, range: SERIES.slice(0, names.length) },
      marks: [
        Plot.rectY(values, {
          x: "day", y: "articles", interval: "day", fill: "name", insetLeft: width > 600 ? 1 : 0.4, insetRight: width > 600 ? 1 : 0.4,
          order: names, title: (one) => `${one.day.toISOString().slice(0, 10)}\n${one.name}: ${one.articles}`,
          tip: { ...tip, format: { x: false, y: false, fill: false } },
        }),
        Plot.ruleY([0], { stroke: "var(--line-strong)" }),
      ],
    });
    return [legend(names), chart];
  }

  function legend(names) {
    const list = document.createElement("p");
    list.className = "legend";
    names.forEach((name, n) => {
      const item = document.createElement("span");
      const mark = document.createElement("i");
      mark.style.background = SERIES[n];
      item.append(mark, name);
      list.append(item);
    });
    return list;
  }

  function timeline(figure, width) {
    const { rows } = tableOf(figure);
    const values = rows.map(([head, own, all]) => ({ day: day(text(head)), articles: Number(text(own)), all: Number(text(all)) }));
    const interval = values.length > 1 && values[1].day - values[0].day > 8 * 864e5 ? "month" : d3.utcMonday;
    return [Plot.plot({
      ...common(figure, width),
      marginLeft: 30, marginRight: 10, marginBottom: 34,
      x: { type: "utc", label: null, tickSize: 0 },
      y: { label: null, grid: true, ticks: 4, tickSize: 0, tickFormat: "d" },
      marks: [
        Plot.rectY(values, {
          x: "day", y: "articles", interval, fill: `var(--${figure.dataset.kind})`, insetLeft: 1, insetRight: 1, rx: 1.5,
          title: (one) => `${one.day.toISOString().slice(0, 10)}\n${one.articles} of ${one.all} collected`,
          tip: { ...tip, format: { x: false, y: false, fill: false } },
        }),
        Plot.ruleY([0], { stroke: "var(--line-strong)" }),
      ],
    })];
  }

  const shorter = (name, most) => (name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name);

  function matrix(figure, width) {
    const { heads, rows } = tableOf(figure);
    const columns = heads.slice(1);
    const values = rows.flatMap(([head, ...cells]) => cells.map((cell, n) => ({
      company: text(head), chemistry: columns[n], articles: Number(text(cell)), href: cell.querySelector("a")?.href,
    })));
    const most = Math.max(...values.map((one) => one.articles), 1);
    const step = (one) => (one.articles ? Math.min(STEPS - 1, Math.max(1, Math.ceil(((STEPS - 1) * one.articles) / most))) : 0);
    const narrow = width < 430;
    const chart = Plot.plot({
      ...common(figure, width),
      height: 112 + rows.length * 27,
      marginLeft: narrow ? 92 : 136, marginTop: 108, marginRight: 74, marginBottom: 4,
      x: { axis: "top", label: null, domain: columns, tickRotate: -42, tickSize: 0, tickFormat: (name) => shorter(name, 20) },
      y: { label: null, domain: rows.map(([head]) => text(head)), tickSize: 0, tickFormat: (name) => shorter(name, narrow ? 13 : 20) },
      color: { type: "ordinal", domain: [...Array(STEPS).keys()], range: [...Array(STEPS).keys()].map((n) => `var(--h${n})`) },
      marks: [
        Plot.cell(values, { x: "chemistry", y: "company", fill: step, inset: 1, rx: 3 }),
        Plot.text(values.filter((one) => one.articles), {
          x: "chemistry", y: "company", text: "articles", fontSize: 11, fill: (one) => (step(one) > 3 ? "var(--h-high)" : "var(--h-low)"),
        }),
        Plot.tip(values, Plot.pointer({
          x: "chemistry", y: "company", ...tip,
          title: (one) => `${one.company} with ${one.chemistry}\n${one.articles} ${one.articles === 1 ? "article" : "articles"}`,
        })),
      ],
    });
    chart.addEventListener("click", () => { if (chart.value?.href) location.href = chart.value.href; });
    chart.style.cursor = "pointer";
    return [chart];
  }

  const KINDS = { stacked, timeline, matrix };

  function draw(figure) {
    const place = figure.querySelector(".plot");
    const width = Math.floor(place.clientWidth);
    if (!width || figure.drawnAt === width) return;
    figure.drawnAt = width;
    const parts = KINDS[figure.dataset.chart](figure, width);
    // One picture with one description; whoever wants the numbers finds them in the table.
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", figure.getAttribute("aria-label"));
    parts.forEach((part) => part.setAttribute("aria-hidden", "true"));
    place.replaceChildren(...parts);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const watched = new ResizeObserver((entries) => entries.forEach((entry) => draw(entry.target.closest("figure[data-chart]"))));
    for (const figure of document.querySelectorAll("figure[data-chart]")) {
      draw(figure);
      watched.observe(figure.querySelector(".plot"));
    }
  });
})();
