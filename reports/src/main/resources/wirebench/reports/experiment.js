"use strict";

// The charts that only experiments have. `page` is what all charts share; each function turns data into an ECharts
// option, as in page.js, which calls it.
const experimentKinds = (page) => {
    const { frame, axis, upright, small, whisker, number, escaped } = page;
    const theme = () => page.theme();
    const words = { faster: "good", holds: "good", shown: "link", slower: "bad", contradicted: "bad" };
    const parts = { "application, user": "link", GC: "warn-edge", JIT: "other-1", system: "muted" };
    const symbols = ["circle", "diamond", "triangle", "rect", "roundRect", "pin"];

    const named = (name) => theme().named(name);
    const colourOf = (word) => named(words[word] ?? (word === "equivalent" ? "ink" : "muted"));

    const rows = (labels) =>
        axis("", {
            type: "category",
            data: labels,
            inverse: true,
            axisLabel: { ...small(), color: theme().ink, fontSize: 13, width: 230, overflow: "break" },
            splitLine: { show: true, lineStyle: { color: theme().grid, type: "dotted" } },
        });

    const lying = (name, more) => axis(name, { type: "value", nameLocation: "middle", nameGap: 28, ...more });

    const flat = (top) => ({ left: 8, right: 28, top, bottom: 40, containLabel: true });

    const hollow = (colour) => ({ color: theme().paper, borderColor: colour, borderWidth: 1.4 });

    // A little above or below its row, the same every time, so that dots do not hide each other.
    const jitter = (i) => (((i * 7) % 5) - 2) * 0.07;

    const upLine = (value, label) => ({
        silent: true,
        symbol: "none",
        lineStyle: { color: theme().ink, type: "dashed", width: 1 },
        label: { show: Boolean(label), color: theme().muted, position: "start", formatter: label },
        data: [{ xAxis: value }],
    });

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

    // Outwards to two digits, so that an axis does not begin at 61,283.
    function nice(value, round) {
        const step = 10 ** (Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9))) - 1);
        return round(value / step) * step;
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

    // The strips around the rates at which some client has too few valid forks, hatched.
    function hatched(chart) {
        const rates = [...new Set(chart.lines.flatMap((line) => line.points.map((p) => p.rate)))].sort((a, b) => a - b);
        const edge = (i, step) => (rates[i + step] === undefined ? rates[i] * (1 + 0.04 * step) : (rates[i] + rates[i + step]) / 2);
        return {
            name: "too few valid forks",
            type: "custom",
            silent: true,
            z: 1,
            encode: { x: [0, 1] },
            data: chart.invalid.map((rate) => [edge(rates.indexOf(rate), -1), edge(rates.indexOf(rate), 1)]),
            renderItem: (params, api) => {
                const area = params.coordSys;
                const x1 = api.coord([api.value(0), 1])[0];
                const x2 = Math.min(Math.max(api.coord([api.value(1), 1])[0], x1 + 12), area.x + area.width);
                const strokes = [];
                for (let x = x1 - area.height; x < x2; x += 9) {
                    strokes.push({
                        type: "line",
                        shape: { x1: x, y1: area.y + area.height, x2: x + area.height, y2: area.y },
                        style: { stroke: theme().warn, lineWidth: 1, opacity: 0.3 },
                    });
                }
                const shape = { x: x1, y: area.y, width: x2 - x1, height: area.height };
                return {
                    type: "group",
                    children: strokes,
                    clipPath: { type: "rect", shape },
                };
            },
        };
    }

    function rates(chart) {
        const names = chart.lines.map((line) => line.name);
        const values = chart.lines.flatMap((line) => line.points.map((p) => p.rate));
        return {
            ...frame(names),
            xAxis: axis("arrivals per second", {
                type: "value",
                min: 0,
                max: Math.max(...values) * 1.04,
                nameLocation: "middle",
                nameGap: 28,
                axisLabel: { ...small(), formatter: (value) => (value > Math.max(...values) ? "" : number(value)) },
            }),
            yAxis: upright(chart.axis, {
                type: "log",
                min: ({ min }) => 10 ** Math.floor(Math.log10(min)),
                axisLabel: { ...small(), formatter: number },
                minorSplitLine: { show: true, lineStyle: { color: theme().grid, opacity: 0.5 } },
            }),
            series: [hatched(chart), ...chart.lines.flatMap((line, i) => rateLine(chart, line, i))],
        };
    }

    function rateLine(chart, line, i) {
        const colour = theme().colour(line.name);
        const points = line.points.filter((p) => p.value !== null);
        return [
            {
                name: line.name,
                type: "line",
                z: 4,
                symbol: symbols[i % symbols.length],
                symbolSize: 9,
                itemStyle: { color: colour },
                lineStyle: { color: colour, width: 2.2 },
                data: points.map((p) => ({
                    value: [p.rate, p.value],
                    itemStyle: p.invalid > 0 ? hollow(colour) : { color: colour },
                })),
                tooltip: {
                    formatter: ({ dataIndex }) => {
                        const p = points[dataIndex];
                        const interval = p.low === null ? "" : ` (${number(p.low)} to ${number(p.high)})`;
                        const invalid = p.invalid > 0 ? `<br>${p.invalid} forks thrown out` : "";
                        return `<b>${escaped(line.name)}</b> at ${number(p.rate)}/s<br>${number(p.value)} µs${interval}${invalid}`;
                    },
                },
            },
            whisker(line.name, colour, points.filter((p) => p.low !== null).map((p) => [p.rate, p.low, p.high]), false),
        ];
    }

    function timeline(chart) {
        const shared = frame(chart.arms);
        const relatives = chart.moments.map((moment) => moment.relative);
        const steals = chart.moments.map((moment) => [moment.minute, moment.steal]);
        const last = Math.max(...chart.moments.map((moment) => moment.minute));
        const most = 2 * Math.max(chart.stealLimit, Math.ceil(Math.max(...steals.map(([, steal]) => steal)) / 2));
        const width = { min: 0, max: nice(Math.max(last, 0.1) * 1.03, Math.ceil) };
        const bottom = { left: 56, right: 16, bottom: 40, height: 56, containLabel: false };
        const room = 0.06 * (Math.max(...relatives) - Math.min(...relatives));
        return {
            ...shared,
            legend: { ...shared.legend, itemWidth: 14 },
            grid: [{ left: 56, right: 16, top: shared.grid.top, bottom: 130, containLabel: false }, bottom],
            xAxis: [
                axis("", { type: "value", ...width, axisLabel: { show: false } }),
                lying("minutes since the first fork began", { gridIndex: 1, ...width, splitLine: { show: false } }),
            ],
            yAxis: [
                upright("times the arm’s median", {
                    min: nice(Math.min(0.95, ...relatives) - room, Math.floor),
                    max: nice(Math.max(1.05, ...relatives) + room, Math.ceil),
                }),
                upright("steal, %", { gridIndex: 1, max: most, interval: most / 2 }),
            ],
            series: [
                ...chart.arms.map((arm, i) => moments(chart, arm, i)),
                {
                    type: "bar",
                    xAxisIndex: 1,
                    yAxisIndex: 1,
                    barWidth: 3,
                    silent: true,
                    data: steals.map((value) => ({
                        value,
                        itemStyle: { color: value[1] > chart.stealLimit ? theme().warn : theme().muted },
                    })),
                },
            ],
        };
    }

    function moments(chart, arm, i) {
        const colour = theme().colour(arm);
        const own = chart.moments.filter((moment) => moment.arm === i);
        const style = (moment) => (moment.isHollow ? hollow(colour) : { color: colour, opacity: 0.8 });
        return {
            name: arm,
            type: "scatter",
            symbol: symbols[i % symbols.length],
            itemStyle: { color: colour },
            data: own.map((moment) => ({
                value: [moment.minute, moment.relative],
                symbol: moment.isInvalid ? "path://M0,0L10,10M10,0L0,10" : symbols[i % symbols.length],
                symbolSize: moment.isInvalid ? 9 : 8,
                itemStyle: moment.isInvalid ? { color: "none", borderColor: colour, borderWidth: 1.8 } : style(moment),
            })),
            tooltip: {
                formatter: ({ dataIndex }) =>
                    `<b>${escaped(arm)}</b>: ${number(own[dataIndex].relative)} times its median<br>${escaped(own[dataIndex].note)}`,
            },
            ...(i > 0 ? {} : { markLine: { ...upLine(1, ""), data: [{ yAxis: 1 }] } }),
        };
    }

    return { forks, ratios, stacked, rates, timeline };
};

