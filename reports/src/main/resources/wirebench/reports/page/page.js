// Draws the charts of the page. What to draw is in the element "charts", by the id of the figure; how, is decided by
// the figure's data-kind. Colours come from the style sheet, so that light, dark and paper are decided in one place.
(() => {
    const data = JSON.parse(document.getElementById("charts").textContent);
    const chosen = {};
    let charts = [];
    let theme;

    function readTheme() {
        const style = getComputedStyle(document.documentElement);
        const value = (name) => style.getPropertyValue(`--${name}`).trim();
        return {
            paper: value("paper"),
            panel: value("panel"),
            ink: value("ink"),
            muted: value("muted"),
            grid: value("grid"),
            warn: value("warn"),
            link: value("link"),
            font: getComputedStyle(document.body).fontFamily,
            named: value,
        };
    }

    const tools = chartTools(
        () => theme,
        () => document.querySelector("main").clientWidth,
    );
    const kinds = Object.fromEntries(Object.entries(chartKinds).map(([name, kind]) => [name, kind(tools)]));

    // Buttons above a percentile chart, one for each choice.
    function addChoices(element, chart) {
        if (chart.choices.length < 2) {
            return;
        }
        const group = document.createElement("div");
        group.className = "choices";
        group.setAttribute("role", "group");
        group.setAttribute("aria-label", chart.choice);
        group.append(`${chart.choice}:`);
        chart.choices.forEach((choice, i) => {
            const button = document.createElement("button");
            button.type = "button";
            button.textContent = choice.toLocaleString("en");
            button.setAttribute("aria-pressed", String(i === chart.first));
            button.addEventListener("click", () => {
                chosen[element.id] = i;
                group.querySelectorAll("button").forEach((b) => b.setAttribute("aria-pressed", String(b === button)));
                draw();
            });
            group.append(button);
        });
        element.before(group);
    }

    function draw(width) {
        theme = readTheme();
        charts.forEach((chart) => chart.dispose());
        charts = [...document.querySelectorAll(".chart")].map((element) => {
            const drawn = echarts.init(element, null, { renderer: "svg", width });
            drawn.setOption(kinds[element.dataset.kind](data[element.id], chosen[element.id]));
            return drawn;
        });
    }

    function setUp() {
        for (const element of document.querySelectorAll(".chart")) {
            const chart = data[element.id];
            if (["cells", "forks", "ratios", "stacked"].includes(element.dataset.kind)) {
                element.style.height = `${5 + 2.1 * chart.labels.length}rem`;
            } else if (element.dataset.kind === "steal") {
                element.style.height = "13rem";
            } else if (element.dataset.kind === "percentiles") {
                addChoices(element, chart);
            }
        }
        draw();
    }

    // On paper everything is light, unfolded, and as wide as the paper.
    const paperWidth = 680;

    function toPaper() {
        document.documentElement.classList.add("on-paper");
        document.querySelectorAll("details").forEach((details) => (details.open = true));
        draw(paperWidth);
    }

    function fromPaper() {
        document.documentElement.classList.remove("on-paper");
        draw();
    }

    let lastWidth = document.body.clientWidth;
    window.addEventListener("resize", () => {
        if (document.body.clientWidth !== lastWidth) {
            lastWidth = document.body.clientWidth;
            draw();
        }
    });
    window.addEventListener("beforeprint", toPaper);
    window.addEventListener("afterprint", fromPaper);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw());
    setUp();
})();
