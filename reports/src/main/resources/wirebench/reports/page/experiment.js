"use strict";

// What the charts of experiments share, on top of `page`, which is what all charts share.
const experimentTools = (page) => {
    const { axis, theme } = page;
    const symbols = ["circle", "diamond", "triangle", "rect", "roundRect", "arrow"];

    const named = (name) => theme().named(name);
    const lying = (name, more) => axis(name, { type: "value", nameLocation: "middle", nameGap: 28, ...more });

    const hollow = (colour) => ({ color: theme().paper, borderColor: colour, borderWidth: 1.4 });

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

    return { ...page, symbols, named, lying, hollow, upLine, nice };
};

// What experiments compare: arms, predictions, effects and costs. Each function turns data into an ECharts option.
const experimentKinds = (page) => {
    const { frame, small, whisker, number, escaped, axis, theme, named, lying, hollow, upLine, nice } = experimentTools(page);
    const words = { faster: "good", holds: "good", shown: "link", slower: "bad", contradicted: "bad" };
    const parts = { "application, user": "link", GC: "warn-edge", JIT: "other-1", system: "muted" };

    const colourOf = (word) => named(words[word] ?? (word === "equivalent" ? "ink" : "muted"));

    const rows = (labels) =>
        axis("", {
            type: "category",
            data: labels,
            inverse: true,
            axisLabel: { ...small(), color: theme().ink, fontSize: 13, width: 230, overflow: "break" },
            splitLine: { show: true, lineStyle: { color: theme().grid, type: "dotted" } },
        });

    const flat = (top) => ({ left: 8, right: 28, top, bottom: 40, containLabel: true });

    // A little above or below its row, the same every time, so that dots do not hide each other.
    const jitter = (i) => (((i * 7) % 5) - 2) * 0.07;

    function forks(chart) {
        const dots = chart.rows.flatMap((row, r) => row.map((dot, i) => ({ ...dot, r, y: r + jitter(i) })));
        const values = dots.map((dot) => dot.value);
        const room = 0.06 * (Math.max(...values) - Math.min(...values)) || 1;
        const low = Math.min(...values) - room;
        const means = chart.means.map((value, r) => [value, r]).filter(([value]) => value !== null);
        return {
            ...frame([]),
            grid: flat(18),
            xAxis: lying(chart.axis, {
                min: low < 0.3 * Math.max(...values) ? 0 : nice(low, Math.floor),
                max: nice(Math.max(...values) + room, Math.ceil),
                axisLabel: { ...small(), formatter: number },
            }),
            yAxis: [
                rows(chart.labels),
                { type: "value", show: false, inverse: true, min: -0.5, max: chart.labels.length - 0.5 },
            ],
            series: [
                {
                    type: "scatter",
                    yAxisIndex: 1,
                    symbolSize: 8,
                    data: dots.map((dot) => ({
                        value: [dot.value, dot.y],
                        itemStyle: dot.isHollow ? hollow(theme().link) : { color: theme().link, opacity: 0.65 },
                    })),
                    tooltip: {
                        formatter: ({ dataIndex }) => {
                            const dot = dots[dataIndex];
                            return `<b>${escaped(chart.labels[dot.r])}</b>: ${number(dot.value)}<br>${escaped(dot.note)}`;
                        },
                    },
                },
                {
                    type: "scatter",
                    yAxisIndex: 1,
                    z: 4,
                    symbol: "diamond",
                    symbolSize: 12,
                    itemStyle: { color: theme().ink },
                    data: means,
                    tooltip: {
                        formatter: ({ value }) => `<b>${escaped(chart.labels[value[1]])}</b><br>mean ${number(value[0])}`,
                    },
                    ...(chart.means[chart.reference] === null
                        ? {}
                        : { markLine: upLine(chart.means[chart.reference], chart.labels[chart.reference]) }),
                },
            ],
        };
    }

    // Ratios that are far apart are drawn by their logarithms: half as fast is as far from 1 as twice as fast.
    function ratioScale(chart) {
        const bounds = chart.ratios.flatMap((r) => [r.low ?? r.value, r.high ?? r.value]).filter((b) => b !== null);
        const bands = chart.ratios.flatMap((r) => [r.bandLow, r.bandHigh]);
        const near = bands.filter((b) => b !== null && b > 1e-5 && b < 1e5);
        const low = Math.min(1, ...bounds, ...near);
        const high = Math.max(1, ...bounds, ...near);
        const isFar = high / low > 3;
        const at = (ratio) => (isFar ? Math.log2(ratio) : ratio);
        const room = Math.max(0.08 * (at(high) - at(low)), 0.01);
        const step = at(high) - at(low) > 3 ? 1 : 0.5;
        const grid = isFar
            ? { min: Math.floor((at(low) - room) / step) * step, max: Math.ceil((at(high) + room) / step) * step, interval: step }
            : { min: nice(low - room, Math.floor), max: nice(high + room, Math.ceil) };
        const label = (value) => number(Number((isFar ? 2 ** value : value).toPrecision(3)));
        return { at, grid, axis: lying(chart.axis, { ...grid, axisLabel: { ...small(), formatter: label } }) };
    }

    function bands(chart, { at, grid }) {
        const clamp = (ratio) => Math.min(Math.max(at(ratio), grid.min), grid.max);
        return {
            name: chart.band,
            type: "custom",
            silent: true,
            z: 1,
            encode: { x: [1, 2], y: 0 },
            data: chart.ratios
                .map((r, i) => [i, r.bandLow, r.bandHigh])
                .filter(([, low]) => low !== null)
                .map(([i, low, high]) => [i, clamp(low), clamp(high)]),
            renderItem: (_, api) => {
                const [left, y] = api.coord([api.value(1), api.value(0)]);
                const right = api.coord([api.value(2), api.value(0)])[0];
                const height = api.size([0, 1])[1];
                return {
                    type: "rect",
                    shape: { x: left, y: y - height / 2, width: right - left, height },
                    style: { fill: theme().muted, opacity: 0.16 },
                };
            },
        };
    }

    function ratios(chart) {
        const scale = ratioScale(chart);
        const { at } = scale;
        const points = chart.ratios.map((r, row) => ({ ...r, row })).filter((r) => r.value !== null);
        return {
            ...frame([]),
            grid: flat(10),
            xAxis: scale.axis,
            yAxis: rows(chart.labels),
            series: [
                bands(chart, scale),
                ...points
                    .filter((p) => p.low !== null)
                    .map((p) => whisker("", colourOf(p.word), [[p.row, at(p.low), at(p.high)]], true)),
                {
                    type: "scatter",
                    z: 4,
                    symbolSize: 11,
                    data: points.map((p) => ({
                        value: [at(p.value), p.row],
                        itemStyle: ["noise", "baseline"].includes(p.word) ? hollow(theme().muted) : { color: colourOf(p.word) },
                    })),
                    tooltip: { formatter: ({ dataIndex }) => ratioTip(chart, points[dataIndex]) },
                    markLine: upLine(at(1), ""),
                },
            ],
        };
    }

    const ratioTip = (chart, p) =>
        `<b>${escaped(chart.labels[p.row])}</b>: ${escaped(p.word)}<br>${number(p.value)}` +
        (p.low === null ? "" : `, 95 % interval ${number(p.low)} to ${number(p.high)}`) +
        (p.bandLow === null ? "" : `<br>${escaped(chart.band)} ${bound(p.bandLow)} to ${bound(p.bandHigh)}`);

    const bound = (value) => (value <= 1e-5 ? "0" : value >= 1e5 ? "any" : number(value));

    function stacked(chart) {
        const names = chart.parts.length > 1 ? chart.parts.map((part) => part.name) : [];
        const shared = frame(names);
        const totals = chart.labels.map((_, i) => chart.parts.reduce((sum, part) => sum + (part.values[i] ?? 0), 0));
        const last = chart.parts.length - 1;
        return {
            ...shared,
            grid: { ...flat(names.length > 0 ? shared.grid.top : 8), right: 64 },
            xAxis: lying(chart.axis, { min: 0, axisLabel: { ...small(), formatter: number } }),
            yAxis: rows(chart.labels),
            series: chart.parts.map((part, p) => ({
                name: part.name,
                type: "bar",
                stack: "all",
                barMaxWidth: 16,
                itemStyle: { color: named(parts[part.name] ?? "link"), opacity: 0.85 },
                data: part.values,
                label: {
                    show: p === last,
                    position: "right",
                    color: theme().ink,
                    formatter: ({ dataIndex }) => number(Number(totals[dataIndex].toPrecision(3))),
                },
                tooltip: {
                    formatter: ({ name, value }) =>
                        `<b>${escaped(name)}</b><br>${escaped(part.name)} ${number(value)} of ` +
                        `${number(totals[chart.labels.indexOf(name)])} ${escaped(chart.axis)}`,
                },
            })),
        };
    }

    return { forks, ratios, stacked };
};

