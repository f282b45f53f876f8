"use strict";

// What all charts share. `theme` gives the colours and the font of the page as they are now, and `pageWidth` its width in
// pixels. Each kind of chart has a file of its own, which adds a function to `chartKinds`: with these tools it becomes a
// function from the data of a chart to an option of ECharts. None of them touches the page.
const chartKinds = {};

const chartTools = (theme, pageWidth) => {
    const symbols = ["circle", "diamond", "triangle", "rect", "roundRect", "arrow"];
    const colours = 9; // the style sheet has so many for lines

    // Clients in the order in which they come, which gives each its colour and its symbol. The first three have theirs
    // in every report, so that reports can be laid side by side; whatever else is drawn takes the next.
    const clients = ["blocking", "nio", "virtual"];

    const number = (value) =>
        value === null || value === undefined
            ? "n/a"
            : value.toLocaleString("en", { maximumSignificantDigits: value >= 1000 ? 5 : 4 });

    const octets = (value) =>
        Number.isFinite(value)
            ? value.toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 })
            : "not measured";

    const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

    function index(client) {
        if (!clients.includes(client)) {
            clients.push(client);
        }
        return clients.indexOf(client);
    }

    const symbol = (client) => symbols[index(client) % symbols.length];

    const named = (name) => theme().named(name);

    const clientColour = (client) => named(`line-${(index(client) % colours) + 1}`);

    function frame(names) {
        return {
            animation: false,
            textStyle: { fontFamily: theme().font, color: theme().ink },
            grid: {
                left: 8,
                right: 16,
                top: names.length > 0 ? legendHeight(names) + 34 : 36,
                bottom: 36,
                containLabel: true,
            },
            legend: {
                data: names,
                top: 0,
                left: 0,
                itemWidth: 34,
                itemGap: 16,
                textStyle: { color: theme().ink, fontSize: 13 },
                inactiveColor: theme().grid,
            },
            tooltip: {
                trigger: "item",
                confine: true,
                backgroundColor: theme().panel,
                borderColor: theme().grid,
                textStyle: { color: theme().ink, fontSize: 13 },
            },
        };
    }

    // About: 7 px for a letter, 60 px for the symbol and the gap.
    const legendHeight = (names) => {
        const width = names.reduce((sum, name) => sum + 60 + 7 * name.length, 0);
        return 26 * Math.ceil(width / pageWidth());
    };

    // Labels of axes do not inherit the font of the chart when they are measured, so it is said once more.
    const small = () => ({ color: theme().muted, fontSize: 12, fontFamily: theme().font });

    // Steps add up to 1.7000000000000002.
    const tick = (value) => (typeof value === "number" ? number(value) : value);

    const axis = (name, more) => ({
        name,
        nameTextStyle: small(),
        axisLine: { show: true, onZero: false, lineStyle: { color: theme().muted } },
        axisTick: { show: false },
        axisLabel: { ...small(), hideOverlap: true, formatter: tick },
        splitLine: { lineStyle: { color: theme().grid } },
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

    const lying = (name, more) => axis(name, { type: "value", nameLocation: "middle", nameGap: 28, ...more });

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
                    ? { color: theme().paper, borderColor: colour, borderWidth: 1.3, opacity: 0.9 }
                    : { color: colour, opacity: 0.6 },
            })),
        };
    }

    const hollow = (colour) => ({ color: theme().paper, borderColor: colour, borderWidth: 1.4 });

    const interval = (point) =>
        point.low === null
            ? `no interval: ${["forks do not pair", "1 fork"][point.forks.length] ?? `${point.forks.length} forks`}`
            : `95 % interval ${number(point.low)} to ${number(point.high)}`;

    const across = (value, label) => ({
        silent: true,
        symbol: "none",
        lineStyle: { color: theme().ink, type: "dashed", width: 1 },
        label: { color: theme().muted, position: "insideEndTop", formatter: label },
        data: [{ yAxis: value }],
    });

    const upLine = (value, label) => ({
        silent: true,
        symbol: "none",
        lineStyle: { color: theme().ink, type: "dashed", width: 1 },
        label: { show: Boolean(label), color: theme().muted, position: "start", formatter: label },
        data: [{ xAxis: value }],
    });

    // Outwards to two digits, so that an axis does not begin at 61,283.
    function nice(value, round) {
        const step = 10 ** (Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9))) - 1);
        return round(value / step) * step;
    }

    const rows = (labels) =>
        axis("", {
            type: "category",
            data: labels,
            inverse: true,
            axisLabel: { ...small(), color: theme().ink, fontSize: 13, width: 230, overflow: "break" },
            splitLine: { show: true, lineStyle: { color: theme().grid, type: "dotted" } },
        });

    const flat = (top) => ({ left: 8, right: 28, top, bottom: 40, containLabel: true });

    return {
        theme,
        symbols,
        number,
        octets,
        escaped,
        symbol,
        named,
        clientColour,
        frame,
        small,
        axis,
        upright,
        lying,
        positions,
        onSecondAxis,
        whisker,
        dots,
        hollow,
        interval,
        across,
        upLine,
        nice,
        rows,
        flat,
    };
};
