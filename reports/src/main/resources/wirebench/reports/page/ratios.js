"use strict";

// Ratios of arms or predictions with their intervals, beside the band in which they would mean nothing.
chartKinds.ratios = (tools) => {
    const { theme, number, escaped, named, frame, small, lying, whisker, hollow, interval, upLine, nice, rows, flat } =
        tools;

    const words = { faster: "good", holds: "good", shown: "link", slower: "bad", contradicted: "bad" };

    const colourOf = (word) => named(words[word] ?? (word === "equivalent" ? "ink" : "muted"));

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
            ? {
                  min: Math.floor((at(low) - room) / step) * step,
                  max: Math.ceil((at(high) + room) / step) * step,
                  interval: step,
              }
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

    const ratioTip = (chart, p) =>
        `<b>${escaped(chart.labels[p.row])}</b>: ${escaped(p.word)}<br>${number(p.value)}` +
        (p.low === null ? "" : `, 95 % interval ${number(p.low)} to ${number(p.high)}`) +
        (p.bandLow === null ? "" : `<br>${escaped(chart.band)} ${bound(p.bandLow)} to ${bound(p.bandHigh)}`);

    const bound = (value) => (value <= 1e-5 ? "0" : value >= 1e5 ? "any" : number(value));

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
                        itemStyle: ["noise", "baseline"].includes(p.word)
                            ? hollow(theme().muted)
                            : { color: colourOf(p.word) },
                    })),
                    tooltip: { formatter: ({ dataIndex }) => ratioTip(chart, points[dataIndex]) },
                    markLine: upLine(at(1), ""),
                },
            ],
        };
    }

    return ratios;
};
