// Draws the charts of the page. What to draw is in the element "charts", by the id of the figure; how, is decided by
// the figure's data-kind. Colours come from the style sheet, so that light, dark and paper are decided in one place.
(() => {
    const data = JSON.parse(document.getElementById("charts").textContent);
    const symbols = { blocking: "circle", nio: "diamond", virtual: "triangle" };
    const otherSymbols = ["rect", "roundRect", "pin"];
    const others = [];
    const chosen = {};
    let charts = [];
    let theme;

    const number = (value) =>
        value === null || value === undefined
            ? "n/a"
            : value.toLocaleString("en", { maximumSignificantDigits: value >= 1000 ? 5 : 4 });

    const octets = (value) =>
        Number.isFinite(value)
            ? value.toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 })
            : "not measured";

    const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

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
            colour: (client) => value(client) || value(`other-${(otherIndex(client) % 6) + 1}`),
        };
    }

    function otherIndex(client) {
        if (!others.includes(client)) {
            others.push(client);
        }
        return others.indexOf(client);
    }

    const symbol = (client) => symbols[client] ?? otherSymbols[otherIndex(client) % otherSymbols.length];

    // What all charts share.

    function frame(names) {
        return {
            animation: false,
            textStyle: { fontFamily: theme.font, color: theme.ink },
            grid: { left: 8, right: 16, top: names.length > 0 ? legendHeight(names) + 34 : 36, bottom: 36, containLabel: true },
            legend: {
                data: names,
                top: 0,
                left: 0,
                itemWidth: 34,
                itemGap: 16,
                textStyle: { color: theme.ink, fontSize: 13 },
                inactiveColor: theme.grid,
            },
            tooltip: {
                trigger: "item",
                confine: true,
                backgroundColor: theme.panel,
                borderColor: theme.grid,
                textStyle: { color: theme.ink, fontSize: 13 },
            },
        };
    }

    // About: 7 px for a letter, 60 px for the symbol and the gap.
    const legendHeight = (names) => {
        const width = names.reduce((sum, name) => sum + 60 + 7 * name.length, 0);
        return 26 * Math.ceil(width / document.querySelector("main").clientWidth);
    };

    // Labels of axes do not inherit the font of the chart when they are measured, so it is said once more.
    const small = () => ({ color: theme.muted, fontSize: 12, fontFamily: theme.font });

    const axis = (name, more) => ({
        name,
        nameTextStyle: small(),
        axisLine: { show: true, onZero: false, lineStyle: { color: theme.muted } },
        axisTick: { show: false },
        axisLabel: small(),
        splitLine: { lineStyle: { color: theme.grid } },
        ...more,
    });

    const upright = (name, more) =>
        axis(name, {
            type: "value",
            min: 0,
            nameLocation: "end",
            nameGap: 16,
            ...more,
            nameTextStyle: { ...small(), align: "left" },
        });

    // Concurrencies stand side by side at 0, 1, 2, ... whatever their numbers. The second axis, on which everything is
    // drawn, lets clients stand a little left or right of these.
    const positions = (concurrencies) => [
        axis("exchanges in flight", {
            type: "category",
            data: concurrencies.map(String),
            nameLocation: "middle",
            nameGap: 28,
        }),
        { type: "value", show: false, min: -0.5, max: concurrencies.length - 0.5 },
    ];

    const onSecondAxis = (series) => series.map((one) => ({ ...one, xAxisIndex: 1 }));

    // A whisker with caps from low to high, upright or lying.
    function whisker(name, colour, points, lying) {
        return {
            name,
            type: "custom",
            clip: true,
            silent: true,
            z: 3,
            itemStyle: { color: colour },
            encode: lying ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
            data: points,
            renderItem: (_, api) => {
                const at = (bound) => (lying ? api.coord([bound, api.value(0)]) : api.coord([api.value(0), bound]));
                const [low, high] = [at(api.value(1)), at(api.value(2))];
                const cap = lying ? [0, 4] : [4, 0];
                const line = ([x1, y1], [x2, y2]) => ({
                    type: "line",
                    shape: { x1, y1, x2, y2 },
                    style: { stroke: colour, lineWidth: 1.5 },
                });
                const across = ([x, y]) => line([x - cap[0], y - cap[1]], [x + cap[0], y + cap[1]]);
                return { type: "group", children: [line(low, high), across(low), across(high)] };
            },
        };
    }

    // A dot for each fork; hollow where the processor was taken away.
    function dots(name, colour, points) {
        return {
            name,
            type: "scatter",
            silent: true,
            z: 2,
            symbolSize: 5,
            itemStyle: { color: colour },
            data: points.map(({ at, disturbed }) => ({
                value: at,
                itemStyle: disturbed
                    ? { color: theme.paper, borderColor: colour, borderWidth: 1.3, opacity: 0.9 }
                    : { color: colour, opacity: 0.6 },
            })),
        };
    }

    const interval = (point) =>
        point.low === null
            ? `no interval: ${["forks do not pair", "1 fork"][point.forks.length] ?? `${point.forks.length} forks`}`
            : `95 % interval ${number(point.low)} to ${number(point.high)}`;

    // One function for each kind of chart: data in, ECharts option out.

    const kinds = {
        concurrency(chart) {
            const clients = [...new Set(chart.lines.map((line) => line.client))];
            const room = Math.min(1, chart.concurrencies.length / 4);
            const step = Math.min((chart.isJoined ? 0.14 : 0.2) * room, 0.7 / clients.length);
            const series = chart.lines.flatMap((line) => concurrencyLine(chart, line, clients, step));
            if (chart.reference !== null) {
                series.push(referenceLine(chart.reference));
            }
            return {
                ...frame(chart.lines.map((line) => line.name)),
                xAxis: positions(chart.concurrencies),
                yAxis: upright(chart.axis, chart.reference === null ? {} : aroundOne(chart.lines)),
                series: onSecondAxis(series),
            };
        },

        percentiles(chart, id) {
            const curves = chart.curves[chosen[id] ?? chart.first];
            const shared = frame(curves.map((curve) => curve.name));
            const last = Math.max(...chart.curves.flat().flatMap((curve) => curve.points.map((point) => point[0])));
            return {
                ...shared,
                grid: { ...shared.grid, right: 32 },
                tooltip: {
                    ...shared.tooltip,
                    trigger: "axis",
                    formatter: (items) => percentileTip(items),
                },
                xAxis: axis("share of exchanges that were faster", {
                    type: "log",
                    min: 1,
                    max: last,
                    nameLocation: "middle",
                    nameGap: 28,
                    axisLabel: { ...small(), formatter: percent },
                }),
                yAxis: upright("µs", {
                    type: "log",
                    min: ({ min }) => 10 ** Math.floor(Math.log10(min)),
                    axisLabel: { ...small(), formatter: number },
                    minorSplitLine: { show: true, lineStyle: { color: theme.grid, opacity: 0.5 } },
                }),
                series: curves.map((curve) => ({
                    name: curve.name,
                    type: "line",
                    showSymbol: false,
                    symbol: symbol(curve.client),
                    symbolSize: 8,
                    itemStyle: { color: theme.colour(curve.client) },
                    lineStyle: {
                        color: theme.colour(curve.client),
                        width: curve.isFloor ? 1.5 : 2.2,
                        type: curve.isFloor ? "dashed" : "solid",
                    },
                    data: curve.points,
                })),
            };
        },

        allocation(chart) {
            const width = 0.8 / chart.bars.length;
            return {
                ...frame(chart.bars.map((bars) => bars.name)),
                xAxis: positions(chart.concurrencies),
                yAxis: upright(chart.axis),
                series: onSecondAxis(
                    chart.bars.map((bars, i) => allocationBars(bars, (i - (chart.bars.length - 1) / 2) * width, width)),
                ),
            };
        },

        cells(chart) {
            const colour = theme.link;
            const rows = chart.points.map((point, row) => ({ ...point, row }));
            const forks = rows.flatMap((point) =>
                point.forks.map((fork, i) => ({ at: [fork, point.row], disturbed: point.disturbed[i] })),
            );
            return {
                ...frame([]),
                grid: { left: 8, right: 24, top: 8, bottom: 36, containLabel: true },
                xAxis: axis(chart.axis, { type: "value", min: 0, nameLocation: "middle", nameGap: 28 }),
                yAxis: axis("", { type: "category", data: chart.labels, inverse: true, splitLine: { show: true, lineStyle: { color: theme.grid, type: "dotted" } } }),
                series: [
                    whisker("", colour, rows.filter((p) => p.low !== null).map((p) => [p.row, p.low, p.high]), true),
                    dots("", colour, forks),
                    {
                        type: "scatter",
                        z: 4,
                        symbolSize: 10,
                        symbol: "diamond",
                        itemStyle: { color: colour },
                        data: rows.map((p) => [p.value, p.row]),
                        tooltip: {
                            formatter: ({ dataIndex }) =>
                                `<b>${escaped(chart.labels[dataIndex])}</b><br>${number(rows[dataIndex].value)}<br>${interval(rows[dataIndex])}`,
                        },
                    },
                ],
            };
        },

        steal(chart) {
            return {
                ...frame([]),
                xAxis: axis("forks in the order they ran", {
                    type: "category",
                    data: chart.labels,
                    nameLocation: "middle",
                    nameGap: 14,
                    axisLabel: { show: false },
                }),
                yAxis: upright("steal, %", { max: ({ max }) => Math.max(2 * chart.limit, Math.ceil(max)) }),
                series: [
                    {
                        type: "bar",
                        barMaxWidth: 14,
                        data: chart.percents.map((value) => ({
                            value,
                            itemStyle: { color: value > chart.limit ? theme.warn : theme.muted },
                        })),
                        tooltip: {
                            formatter: ({ name, value }) => `${escaped(name)}<br><b>${number(value)} % steal</b>`,
                        },
                        markLine: across(chart.limit, `${chart.limit} %`),
                    },
                ],
            };
        },
    };

    const page = { theme: () => theme, frame, axis, upright, small, whisker, number, escaped };
    Object.assign(kinds, experimentKinds(page), courseKinds(page));

    function concurrencyLine(chart, line, clients, step) {
        const colour = theme.colour(line.client);
        const shift = (clients.indexOf(line.client) - (clients.length - 1) / 2) * step + (line.isFloor ? step / 2 : 0);
        const points = line.points.map((point, i) => point && { ...point, x: i + shift }).filter(Boolean);
        const forks = points.flatMap((point) =>
            point.forks.map((fork, i) => ({ at: [point.x + step / 5, fork], disturbed: point.disturbed[i] })),
        );
        return [
            {
                name: line.name,
                type: "line",
                z: 4,
                symbol: symbol(line.client),
                symbolSize: line.isFloor ? 7 : 10,
                itemStyle: line.isFloor
                    ? { color: theme.paper, borderColor: colour, borderWidth: 1.5 }
                    : { color: colour },
                lineStyle: {
                    color: colour,
                    width: chart.isJoined ? (line.isFloor ? 1.5 : 2.2) : 0,
                    type: line.isFloor ? [5, 4] : "solid",
                },
                data: points.map((point) => [point.x, point.value]),
                tooltip: {
                    formatter: ({ dataIndex }) => {
                        const point = points[dataIndex];
                        const inFlight = chart.concurrencies[Math.round(point.x)];
                        return (
                            `<b>${escaped(line.name)}</b>, ${inFlight} in flight<br>` +
                            `${number(point.value)} ${escaped(chart.axis)}<br>${interval(point)}`
                        );
                    },
                },
            },
            whisker(line.name, colour, points.filter((p) => p.low !== null).map((p) => [p.x, p.low, p.high]), false),
            dots(line.name, colour, forks),
        ];
    }

    // Ratios near 1 are told apart better on an axis that does not begin at 0. An interval that goes far beyond all that
    // was measured is cut off, so that the others can be seen; the table has its ends.
    function aroundOne(lines) {
        const points = lines.flatMap((line) => line.points.filter(Boolean));
        const measured = points.flatMap((point) => [point.value, ...point.forks]);
        const values = points.flatMap((point) => [point.low ?? point.value, point.high ?? point.value, ...measured]);
        const highest = Math.min(Math.max(...values), 1.5 * Math.max(...measured));
        return {
            min: Math.max(0, Math.min(0.9, Math.floor(Math.min(...values) * 20) / 20)),
            max: Math.max(1.05, Math.ceil(highest * 20) / 20),
        };
    }

    const across = (value, label) => ({
        silent: true,
        symbol: "none",
        lineStyle: { color: theme.ink, type: "dashed", width: 1 },
        label: { color: theme.muted, position: "insideEndTop", formatter: label },
        data: [{ yAxis: value }],
    });

    const referenceLine = (value) => ({ type: "line", data: [], markLine: across(value, "the floor") });

    function allocationBars(bars, shift, width) {
        const colour = theme.colour(bars.client);
        return {
            name: bars.name,
            type: "custom",
            itemStyle: { color: colour },
            encode: { x: 0, y: [1, 2] },
            data: bars.values.map((value, i) => [i + shift, value, bars.floors[i]]).filter((bar) => bar[1] !== null),
            tooltip: {
                formatter: ({ value: [, own, floor] }) =>
                    `<b>${escaped(bars.name)}</b><br>${octets(own)} B/exchange<br>floor ${octets(floor)} B`,
            },
            renderItem: (_, api) => {
                const [own, floor] = [api.value(1), api.value(2)];
                const hasFloor = Number.isFinite(floor);
                const [x, top] = api.coord([api.value(0), own]);
                const bottom = api.coord([0, 0])[1];
                const half = (api.size([width, 0])[0] * 0.84) / 2;
                const level = hasFloor ? api.coord([0, floor])[1] : bottom;
                return {
                    type: "group",
                    children: [
                        {
                            type: "rect",
                            shape: { x: x - half, y: top, width: 2 * half, height: Math.max(bottom - top, 1) },
                            style: { fill: colour, opacity: 0.85 },
                        },
                        {
                            type: "line",
                            invisible: !hasFloor,
                            shape: { x1: x - half - 3, x2: x + half + 3, y1: level, y2: level },
                            style: { stroke: theme.ink, lineWidth: 1.5, lineDash: [4, 3] },
                        },
                        {
                            type: "text",
                            style: {
                                text: octets(own),
                                x,
                                y: Math.min(top, level) - 4,
                                align: "center",
                                verticalAlign: "bottom",
                                fill: theme.ink,
                                fontFamily: theme.font,
                                fontSize: half > 14 ? 12 : 9,
                            },
                        },
                    ],
                };
            },
        };
    }

    const percent = (oneIn) => `${number(100 * (1 - 1 / oneIn))} %`;

    function percentileTip(items) {
        const lines = items.map((item) => `${item.marker} ${escaped(item.seriesName)}: ${number(item.value[1])} µs`);
        const share = (100 * (1 - 1 / items[0].value[0])).toLocaleString("en", { maximumFractionDigits: 3 });
        return `<b>${share} % took at most</b><br>${lines.join("<br>")}`;
    }

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
            drawn.setOption(kinds[element.dataset.kind](data[element.id], element.id));
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
